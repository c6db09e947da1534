"""The demonstration village: a year of 槐树湾村, told through the same operations its people would use."""
