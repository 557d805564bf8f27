"""The command line's commands, one a file: ``add_arguments(parser)`` says what a command takes, ``run(options)`` does it and returns the exit code.

Importing a command is cheap: torch and the engine are imported when it runs.
"""
