"""Contrapposto's engine: from a photograph to a body that words can steer. Nothing below this package imports Qt."""
