"""Who writes the descriptions: the built-in describer, a local vision-language model, or a server, behind one small interface.

    DescriberChoice (choice.py) -> make_describer (make.py) -> describer -> Asked events (asked.py), one text after the other

Importing this package costs nothing; torch, transformers and the HTTP client are imported when a describer that needs them is made.
"""
