"""From a photograph to an initial body: loading, detection, landmarks, regression."""
