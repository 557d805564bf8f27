"""Tiny image-text-to-text models made from a configuration, saved as a real one is: what the local describer is tested on, without a download."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

SPECIAL = ("<pad>", "<s>", "</s>", "<unk>", "<image>", "<user>", "<assistant>", "<vision>", "</vision>", "<video>")
WORDS = (
    "the", "a", "left", "right", "arm", "hand", "leg", "foot", "head", "torso", "person", "is", "are", "raised", "lowered", "bent", "straight",
    "knee", "elbow", "angle", "at", "standing", "upright", "above", "on", "in", "front", "of", "behind", "hip", ".", ",", "!", "?", "describe",
    "pose", "zebra", "quantum", "purple", "seventeen",
)  # fmt: skip
SENTENCE = "the left arm is raised ."
TEMPLATE = (
    "{% for m in messages %}<{{ m['role'] }}> {% for c in m['content'] %}{% if c['type'] == 'image' %}<image> {% else %}{{ c['text'] }} {% endif %}"
    "{% endfor %}{% endfor %}{% if add_generation_prompt %}<assistant> {% endif %}"
)
VISION_TEMPLATE = TEMPLATE.replace("<image> ", "<vision><image></vision>")


def tokenizer() -> Any:
    """A tokenizer of whole words."""
    from tokenizers import Tokenizer, models, pre_tokenizers
    from transformers import PreTrainedTokenizerFast

    vocabulary = {word: index for index, word in enumerate([*SPECIAL, *WORDS])}
    bare = Tokenizer(models.WordLevel(vocabulary, unk_token="<unk>"))
    bare.pre_tokenizer = pre_tokenizers.Whitespace()
    return PreTrainedTokenizerFast(
        tokenizer_object=bare,
        pad_token="<pad>",
        bos_token="<s>",
        eos_token="</s>",
        unk_token="<unk>",
        additional_special_tokens=list(SPECIAL[4:]),
    )


def save_llava(folder: Path, says: str | None = SENTENCE) -> Path:
    """A LLaVA of 30,000 weights that has learnt to answer one sentence whatever it is asked (None: it answers at random, without end)."""
    import torch
    from transformers import CLIPVisionConfig, LlamaConfig, LlavaConfig, LlavaForConditionalGeneration, LlavaProcessor
    from transformers.models.clip.image_processing_pil_clip import CLIPImageProcessorPil

    torch.manual_seed(0)
    words = tokenizer()
    vision = CLIPVisionConfig(
        hidden_size=16, intermediate_size=16, num_hidden_layers=2, num_attention_heads=2, image_size=28, patch_size=14
    )
    text = LlamaConfig(
        hidden_size=32, intermediate_size=32, num_hidden_layers=1, num_attention_heads=2, num_key_value_heads=2, vocab_size=len(words),
        max_position_embeddings=2048, pad_token_id=0, bos_token_id=1, eos_token_id=2,
    )  # fmt: skip
    model = LlavaForConditionalGeneration(
        LlavaConfig(vision_config=vision, text_config=text, image_token_index=4, vision_feature_layer=-1)
    )
    if says is None:
        torch.nn.init.zeros_(model.lm_head.weight)  # every word is as likely as any: the first one is said for ever
        model.generation_config.eos_token_id = None
    else:
        _teach(model, words(says, add_special_tokens=False).input_ids + [2])
    pictures = CLIPImageProcessorPil(size={"shortest_edge": 28}, crop_size={"height": 28, "width": 28})
    processor = LlavaProcessor(
        pictures,
        words,
        patch_size=14,
        vision_feature_select_strategy="default",
        image_token="<image>",
        num_additional_image_tokens=1,
        chat_template=TEMPLATE,
    )
    model.save_pretrained(folder)
    processor.save_pretrained(folder)
    return folder


def save_qwen(folder: Path) -> Path:
    """A Qwen2-VL with random weights, whose processor wants one for videos too, as the published ones do."""
    import torch
    from transformers import Qwen2VLConfig, Qwen2VLForConditionalGeneration
    from transformers.models.qwen2_vl.image_processing_pil_qwen2_vl import Qwen2VLImageProcessorPil

    torch.manual_seed(0)
    words = tokenizer()
    words.chat_template = VISION_TEMPLATE
    words.init_kwargs |= {"image_token": "<image>", "video_token": "<video>"}
    text = {
        "hidden_size": 32, "intermediate_size": 32, "num_hidden_layers": 1, "num_attention_heads": 2, "num_key_value_heads": 2, "vocab_size": len(words),
        "max_position_embeddings": 4096, "bos_token_id": 1, "eos_token_id": 2, "pad_token_id": 0,
        "rope_parameters": {"rope_type": "default", "mrope_section": [2, 3, 3], "rope_theta": 10000.0},
    }  # fmt: skip
    vision = {
        "depth": 1,
        "embed_dim": 32,
        "hidden_size": 32,
        "num_heads": 2,
        "mlp_ratio": 2,
        "patch_size": 14,
        "in_channels": 3,
    }
    tokens = {"image_token_id": 4, "video_token_id": 9, "vision_start_token_id": 7, "vision_end_token_id": 8}
    Qwen2VLForConditionalGeneration(Qwen2VLConfig(text_config=text, vision_config=vision, **tokens)).save_pretrained(
        folder
    )
    words.save_pretrained(folder)
    Qwen2VLImageProcessorPil(min_pixels=28 * 28 * 4, max_pixels=28 * 28 * 16).save_pretrained(folder)
    path = folder / "preprocessor_config.json"
    published = json.loads(path.read_text()) | {
        "processor_class": "Qwen2VLProcessor",
        "image_processor_type": "Qwen2VLImageProcessor",
    }
    path.write_text(json.dumps(published))
    return folder


def _teach(model: Any, answer: list[int]) -> None:
    """The answer by heart, after prompts of any length."""
    import torch

    optimiser = torch.optim.Adam(model.parameters(), lr=0.02)
    pixels = torch.zeros(1, 3, 28, 28)
    for step in range(80):
        prompt = [5, 4, 4, 4, 4, *torch.randint(3, len(SPECIAL) + len(WORDS), (20 + step % 60,)).tolist()]
        prompt = [token if k < 5 or token != 4 else 3 for k, token in enumerate(prompt)] + [6]
        ids = torch.tensor([prompt + answer])
        labels = ids.clone()
        labels[:, : len(prompt)] = -100
        loss = model(input_ids=ids, attention_mask=torch.ones_like(ids), pixel_values=pixels, labels=labels).loss
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
