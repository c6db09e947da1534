"""Handing out a part of the log so that anybody can check it without this system: the bundle, and its page."""
