"""The window: Qt and nothing but Qt. All geometry and learning live in ``core``."""
