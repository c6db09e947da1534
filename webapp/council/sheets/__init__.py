"""Paper ballots and raised hands: the sheet two tellers enter independently of each other."""
