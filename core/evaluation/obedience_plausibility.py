"""stub"""
from __future__ import annotations
from dataclasses import dataclass
from core.evaluation.independent_geometry import Posed
@dataclass(frozen=True)
class Plausibility:
    faults: tuple[str, ...] = ()
    @property
    def plausible(self) -> bool: return not self.faults
def judge_plausibility(posed: Posed) -> Plausibility: return Plausibility()
