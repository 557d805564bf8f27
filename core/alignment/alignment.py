"""The trained pair of encoders: what texts say of a body's parts, and how a body's parts are, in one space.

Used by the guided diffusion (text term and condition) and by the judge of how well a body obeys its descriptions.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path

import torch
from torch import Tensor, nn

from core.alignment.agreement import Agreement
from core.alignment.pose_features import PART_TYPES, PoseFeatures
from core.alignment.text_encoder import TextEncoder, TextEncoderConfig
from core.alignment.vqvae import PoseVQVAE, PoseVQVAEConfig
from core.alignment.word_pieces import WordPieces, clauses
from core.atomic_write import write_atomically
from core.body.model import BodyModel
from core.body.rotations import CAMERA_TO_UP
from core.body.skeleton import PARTS
from core.errors import InputError
from core.resources import RESOURCES
from core.weights_file import load_weights, save_weights

WEIGHTS = RESOURCES / "weights" / "alignment.safetensors"
NAME, VERSION = "contrapposto/alignment", "1"
LATENT = 64
_CACHE = 4096


class Alignment(nn.Module):
    """Pose VQ-VAE, text encoder and their agreement. Make one with ``load``."""

    def __init__(self, vqvae: PoseVQVAE, text: TextEncoder, agreement: Agreement) -> None:
        super().__init__()
        self.vqvae, self.text, self.agreement = vqvae, text, agreement
        self._clause_vectors: dict[str, Tensor] = {}
        self._texts: dict[tuple[str, str], Tensor] = {}

    # -------------------------------------------------------------------------------------------------- files

    @staticmethod
    @torch.inference_mode(False)
    def load(path: str | Path | None = None, device: str = "cpu") -> Alignment:
        """Read the trained weights; None: those that ship with the app. The vocabulary lies beside them.

        Raises:
            InputError: when they are missing, damaged, or of another name, version or shape.
        """
        path = Path(path) if path is not None else WEIGHTS
        restore = "restore it from the repository or train it with `python main.py train alignment`"
        words = path.with_suffix(".vocabulary.txt")
        try:
            vocabulary = words.read_text(encoding="utf-8").splitlines() if path.exists() else []
        except (OSError, UnicodeDecodeError) as error:
            raise InputError(f"The vocabulary {words} of the alignment weights is missing or damaged; {restore}.") from error
        about, state = load_weights(path, NAME, VERSION, "alignment weights", restore, "\n".join(vocabulary))
        features = PoseFeatures(BodyModel.load().make_kinematics(torch.float32, device))
        try:
            text = TextEncoder(WordPieces(vocabulary), TextEncoderConfig(**json.loads(about["text"])))
            vqvae = PoseVQVAE(features, PoseVQVAEConfig(**json.loads(about["vqvae"])))
            alignment = Alignment(vqvae, text, Agreement())
            alignment.load_state_dict({k: v.float() for k, v in state.items()}, assign=True)
        except (RuntimeError, TypeError, KeyError, ValueError) as error:
            raise InputError(
                f"The alignment weights {path} do not fit this version of the app (other shapes); {restore}."
            ) from error
        return alignment.to(device).requires_grad_(False).eval()

    def save(self, path: Path) -> None:
        """Write the weights in half precision, with name, version, sizes and checksum, and the vocabulary beside them."""
        state = {key: value.detach().half().contiguous() for key, value in self.state_dict().items()}
        vocabulary = list(self.text.pieces.vocabulary)
        about = {
            "vqvae": json.dumps(asdict(self.vqvae.config)), "text": json.dumps(asdict(self.text.config)),
        }
        save_weights(path, NAME, VERSION, state, about, "\n".join(vocabulary))
        write_atomically(path.with_suffix(".vocabulary.txt"), ("\n".join(vocabulary) + "\n").encode())

    # ------------------------------------------------------------------------------------------------- latents

    def pose_latents(self, rotations: Tensor) -> Tensor:
        """Local rotations [B, 24, 3, 3], camera frame -> unit latents of the ten parts [B, 10, 64]. Differentiable; blind to the heading."""
        return self.vqvae.part_latents(self.vqvae.encode(self.vqvae.features.level(rotations)))

    @torch.no_grad()  # not inference mode: guidance differentiates what these latents meet
    def text_latents(self, descriptions: Mapping[str, str]) -> tuple[Tensor, Tensor]:
        """Descriptions by part -> (unit latents [10, 64], zero where there is no text; mask [10], 1 where there is one).

        Texts and their clauses are remembered, so that an edit costs only what it changed.
        """
        wanted = {p: text for p in PARTS if (text := descriptions.get(p, "")) and clauses(text, p.startswith("right_"))}
        if len(self._texts) > _CACHE:
            self.forget_texts()
        self._learn_texts([(p, text) for p, text in wanted.items() if (p, text) not in self._texts])
        zero = self.agreement.share.new_zeros(LATENT)
        latents = torch.stack([self._texts[p, wanted[p]] if p in wanted else zero for p in PARTS])
        return latents.clone(), torch.tensor([float(p in wanted) for p in PARTS], device=zero.device)

    def similarity(self, rotations: Tensor, descriptions: Mapping[str, str]) -> tuple[Tensor, Tensor]:
        """(cosine of each part [B, 10], nan where there is no text; of the whole [B]) of bodies [B, 24, 3, 3] with one set of descriptions."""
        texts, mask = self.text_latents(descriptions)
        poses = self.pose_latents(rotations)
        parts = torch.where(mask > 0, (poses * texts).sum(-1), torch.nan)
        return parts, self.agreement.whole(texts[None], mask[None], poses)[0]

    @torch.no_grad()
    def round_trip(self, rotations: Tensor, levels: int | None = None) -> tuple[Tensor, Tensor]:
        """Local rotations [B, 24, 3, 3], camera frame -> (what is left of them after the code book [B, 24, 3, 3], heading kept; code words
        [B, 10, levels] of the ten parts)."""
        level = self.vqvae.features.level(rotations)
        decoded, codes = self.vqvae.round_trip(level, levels)
        heading = (CAMERA_TO_UP.to(rotations) @ rotations[:, 0]) @ level[:, 0].transpose(-1, -2)  # y up
        decoded[:, 0] = CAMERA_TO_UP.to(rotations) @ heading @ decoded[:, 0]
        return decoded, self.vqvae.part_latents(codes.permute(1, 2, 0))

    @torch.no_grad()
    def decode(self, latents: Tensor) -> Tensor:
        """Part latents [B, 10, 64] -> level rotations [B, 24, 3, 3] (y up, facing +z), by way of the code book."""
        quantised, _ = self.vqvae.quantizer(self.vqvae.type_latents(latents))
        return self.vqvae.decode(quantised)

    def forget_texts(self, *, clauses_too: bool = True) -> None:
        """Empty the memory of encoded texts (to measure, or to save memory)."""
        self._texts.clear()
        if clauses_too:
            self._clause_vectors.clear()

    def _learn_texts(self, items: list[tuple[str, str]]) -> None:
        if not items:
            return
        found = [clauses(text, part.startswith("right_")) for part, text in items]
        new = sorted({c for row in found for c in row if c not in self._clause_vectors}, key=len)
        for start in range(0, len(new), 8):  # neighbours in length: little padding
            group = new[start : start + 8]
            for clause, vector in zip(group, self.text.pool(*self.text.read(group)), strict=True):
                self._clause_vectors[clause] = vector
        longest = max(map(len, found))
        vectors = torch.stack([self._clause_vectors[c] for row in found for c in row])
        kinds = [PART_TYPES.index(part.split("_")[-1]) for part, _ in items]
        told = torch.tensor([kind for kind, row in zip(kinds, found, strict=True) for _ in row], device=vectors.device)
        keep = torch.tensor([[i < len(row) for i in range(longest)] for row in found], device=vectors.device)
        laid = vectors.new_zeros(len(found), longest, vectors.shape[-1])
        laid[keep] = self.text.qualify(vectors, told)
        for item, latent in zip(items, self.text.compose(laid, keep), strict=True):
            self._texts[item] = latent
