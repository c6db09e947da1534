"""Paper for the board by the road: sheets in large type, and a whole quarter's board in one file."""
