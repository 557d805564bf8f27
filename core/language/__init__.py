"""Words: posecodes, describing a body, understanding a text."""
