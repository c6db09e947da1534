"""New invitations for people who can sign in already: two people, and never during a vote."""
