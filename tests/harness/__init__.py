"""What the tests stand on: databases, servers, browsers, and a reader that finds fault with every page."""
