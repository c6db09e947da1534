"""The ballot box of a secret poll: the one interface through which votes go in and come out."""
