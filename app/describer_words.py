"""What the window says of a describer: its name, and what is sent where when it is asked. Plain words, in one place."""

from __future__ import annotations

from core.language.backends.choice import DescriberChoice

BUILT_IN_WORDS = (
    "Reads the initial body and puts its geometry into words, at once. It needs no model and sends nothing anywhere. "
    "It does not look at the photograph, so it repeats the initial body's mistakes."
)
LOCAL_WORDS = (
    "A vision-language model of the transformers library that lies on this computer, such as SmolVLM or Qwen-VL. It looks at the cut-out of the "
    "chosen person. Nothing is sent anywhere. Without a graphics card an answer may take minutes."
)
SERVER_WORDS = "Any server that speaks OpenAI's chat completions: Ollama, vLLM, llama.cpp or LM Studio on this computer or in your network, or a hosted one."


def described(choice: DescriberChoice) -> str:
    """A describer as the status line names it."""
    if choice.kind == "built-in":
        return "built-in"
    return f"{choice.name} at {choice.host}" if choice.kind == "server" else f"{choice.name} on this computer"


def where_it_goes(choice: DescriberChoice) -> str:
    """What is sent where when this describer is asked, in one or two sentences."""
    if choice.kind == "built-in":
        return "Nothing is sent anywhere."
    if choice.kind == "local":
        return "Nothing leaves this computer."
    what = f"the cut-out of the chosen person (at most {choice.picture_side} px) and the questions"
    if not choice.leaves_machine:
        return f"On Describe, {what} go to the server on this computer ({choice.host})."
    open_line = "" if choice.base_url.startswith("https") else " The connection is not encrypted (http)."
    return f"On Describe, {what} leave this computer for {choice.host}.{open_line} You are asked before the first picture is sent."
