"""Paper for the hall: ballot papers, tally sheets, the list for signatures at the door, slips for the seats."""
