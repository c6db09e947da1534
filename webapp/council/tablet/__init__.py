"""The tablet of the hall, for people without a phone: check in and vote with a code of their own."""
