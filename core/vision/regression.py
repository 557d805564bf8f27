"""Regression: from a person's keypoints and landmarks to the initial body in the camera frame.

The lifting network gives pose and shape as seen by a camera turned towards the person; the translation follows in closed
form from the keypoints; a few Gauss-Newton steps then bring the body into line with what was seen. Anything may be
missing: without landmarks the same network lifts the keypoints alone, and with nothing but a box the answer is a standing
body that fills the box.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import torch

from core.body.model import BodyModel
from core.body.rotations import matrix_to_axis_angle, mirror_rotations, nearest_rotation
from core.body.skeleton import JOINT_INDEX, KEYPOINT_NAMES, KEYPOINT_POINTS, NUM_BETAS, NUM_JOINTS
from core.errors import InputError
from core.observation import Array, Body, Camera, Keypoint, Landmarks
from core.resources import RESOURCES
from core.vision.depth_bias import without_depth_bias
from core.vision.lifting_features import Sight, features, mirrored
from core.vision.lifting_network import LiftingConfig, LiftingNetwork
from core.vision.placement import place_in_box, place_points
from core.vision.pose_fit import Evidence, fit
from core.vision.turned_camera import TurnedCamera
from core.weights_file import load_weights

Box = tuple[float, float, float, float]
NAME, VERSION = "lifter", "1"
"""What the weights file says it is."""

_OCCLUDED_TRUST = 0.5
"""A keypoint that was placed although it cannot be seen counts this much of its confidence."""
_LIMB_NAMES = tuple(n for n in KEYPOINT_NAMES if not n.endswith(("eye", "ear")) and n != "nose")
_TRAINED_ON = "open_body"
"""Name of the body whose betas the network gives."""
_ARMS_DOWN = 1.2
"""Turn (radians) that lowers an arm from the T-pose to hang."""
_BOX_OVER_KEYPOINTS = 1.12
"""A person's box is about this much larger than the box of the keypoints."""


class Lifter:
    """The trained lifting network with the steps around it. Stateless between calls."""

    def __init__(self, network: LiftingNetwork) -> None:
        self.network = network.eval()

    @staticmethod
    def load(path: str | Path | None = None) -> Lifter:
        """Load weights; None: those that ship with the app.

        Raises:
            InputError: when the file is missing, damaged or not a lifting network.
        """
        path = Path(path) if path is not None else RESOURCES / "weights" / "lifter.safetensors"
        remedy = "restore them from the repository or train them again with: python main.py train lifter"
        metadata, weights = load_weights(path, NAME, VERSION, "lifting network's weights", remedy)
        try:
            network = LiftingNetwork(LiftingConfig.from_metadata(metadata))
            network.load_state_dict(weights)
        except (KeyError, ValueError, RuntimeError) as error:
            raise InputError(f"The lifting network's weights {path} do not fit the network (other shapes); {remedy}.") from error
        return Lifter(network)

    def regress(
        self,
        keypoints: Mapping[str, Keypoint],
        landmarks: Landmarks | None,
        camera: Camera,
        image_size: tuple[int, int],
        body_model: BodyModel,
        box: Box | None = None,
        steps: int = 8,
    ) -> Body:
        """The initial body of one person.

        Args:
            keypoints: by DESIGN's names, image pixels; may be empty.
            landmarks: from the detector, or None.
            camera: of the photograph.
            image_size: width, height, px; used where there is neither keypoint nor box.
            body_model: whose body is fitted.
            box: of the person, px, or None; used where keypoints are few.
            steps: Gauss-Newton steps after the network; 0 leaves the network's pose as it is.
        """
        pixels, confidence = keypoint_arrays(keypoints)
        frame = seen_frame(pixels, confidence, box, image_size)
        turned = TurnedCamera.towards(camera, np.array([(frame[0] + frame[2]) / 2, (frame[1] + frame[3]) / 2]))
        side = max(frame[2] - frame[0], frame[3] - frame[1])
        world = None if landmarks is None else without_depth_bias(np.asarray(landmarks.world, float))
        visibility = None if landmarks is None else np.asarray(landmarks.visibility, float)
        seen = int((confidence > 0).sum())
        if world is None and seen < 2:
            return self._standing(frame, camera, body_model)
        pose, betas = self._lift(pixels, confidence, world, visibility, turned, side / camera.focal_length)
        if body_model.name != _TRAINED_ON:
            betas = np.zeros(NUM_BETAS)  # another body's shape directions mean something else
        body = Body.from_pose(pose, betas, np.zeros(3))
        shift = place(body, keypoints, camera, body_model, box=frame)
        body = Body(body.global_orient, body.body_pose, body.betas, shift)
        if steps == 0:
            return body
        directions = None if world is None else world @ turned.rotation.T
        evidence = Evidence(pixels, confidence, side, directions, visibility)
        return fit(body, evidence, camera, body_model.kinematics, steps)

    @staticmethod
    def _standing(frame: Box, camera: Camera, body_model: BodyModel) -> Body:
        """Of somebody of whom nothing is seen: a person who stands, arms down, facing the camera, and fills the box."""
        pose = np.zeros((NUM_JOINTS, 3))
        pose[0, 0] = np.pi
        for side, sign in (("left", -1.0), ("right", 1.0)):
            pose[JOINT_INDEX[f"{side}_shoulder"], 2] = sign * _ARMS_DOWN
        body = Body.from_pose(pose, np.zeros(NUM_BETAS), np.zeros(3))
        return Body.from_pose(pose, body.betas, place(body, {}, camera, body_model, box=frame))

    def _lift(
        self,
        pixels: Array,
        confidence: Array,
        world: Array | None,
        visibility: Array | None,
        turned: TurnedCamera,
        size: float,
    ) -> tuple[Array, Array]:
        """Pose [24, 3] in the photograph's camera frame, and betas [10]."""

        def batch(values: Array) -> torch.Tensor:
            return torch.as_tensor(np.asarray(values), dtype=torch.float32)[None]

        sight = Sight(
            keypoints=batch(turned.tangents(pixels)),
            confidence=batch(confidence),
            world=batch(np.zeros((33, 3)) if world is None else world),
            visibility=batch(np.zeros(33) if visibility is None else visibility),
            has_landmarks=torch.tensor([0.0 if world is None else 1.0]),
            size=torch.tensor([size], dtype=torch.float32),
        )
        with torch.inference_mode():
            # The network is not quite the same on both sides: a person and his mirror image are asked about, and the mean is taken.
            local, betas = self.network(torch.cat((features(sight), features(mirrored(sight)))))
            local, betas = nearest_rotation((local[:1] + mirror_rotations(local[1:])).double())[0], betas.mean(0, keepdim=True)
            local[0] = torch.as_tensor(turned.rotation) @ local[0]
            return matrix_to_axis_angle(local).numpy(), betas[0].double().clamp(-3, 3).numpy()


def place(
    body: Body, keypoints: Mapping[str, Keypoint], camera: Camera, body_model: BodyModel, box: Box | None = None
) -> Array:
    """Translation [3] (metres) that puts `body`, whatever its own translation, where its keypoints are seen.

    With too few keypoints the body is made to fill `box`; without a box it stays where it is.
    """
    at_origin = Body(body.global_orient, body.body_pose, body.betas, np.zeros(3))
    points = body_model.points(at_origin).positions[0].double().numpy()[list(KEYPOINT_POINTS)]
    pixels, confidence = keypoint_arrays(keypoints)
    # Faces are small and much the same for everybody: trunk and limbs tell the distance.
    weights = confidence * np.array([1.0 if name in _LIMB_NAMES else 0.3 for name in KEYPOINT_NAMES])
    shift = place_points(points, pixels, weights, camera)
    if shift is not None:
        return shift
    return body.transl if box is None else place_in_box(points, box, camera)


def keypoint_arrays(keypoints: Mapping[str, Keypoint]) -> tuple[Array, Array]:
    """Pixels [25, 2] and effective confidence [25] in the order of `KEYPOINT_NAMES`; 0 where absent."""
    pixels, confidence = np.zeros((len(KEYPOINT_NAMES), 2)), np.zeros(len(KEYPOINT_NAMES))
    for index, name in enumerate(KEYPOINT_NAMES):
        point = keypoints.get(name)
        if point is None or point.visibility == "absent":
            continue
        pixels[index] = point.x, point.y
        trust = _OCCLUDED_TRUST if point.visibility == "occluded" else 1.0
        confidence[index] = np.clip(point.confidence, 0.0, 1.0) * trust
    return pixels, confidence


def seen_frame(pixels: Array, confidence: Array, box: Box | None, image_size: tuple[int, int]) -> Box:
    """The box of the keypoints; where they are few, the person's box; without one, the middle of the picture."""
    seen = pixels[confidence > 0]
    if len(seen) >= 4 or (box is None and len(seen) >= 2):
        low, high = seen.min(0), seen.max(0)
        if np.max(high - low) >= 4:
            return float(low[0]), float(low[1]), float(high[0]), float(high[1])
    if box is None:
        width, height = image_size
        reach = 0.4 * min(width, height)
        return width / 2 - reach / 2, height / 2 - reach, width / 2 + reach / 2, height / 2 + reach
    middle_x, middle_y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    half_x, half_y = (box[2] - box[0]) / 2 / _BOX_OVER_KEYPOINTS, (box[3] - box[1]) / 2 / _BOX_OVER_KEYPOINTS
    return middle_x - half_x, middle_y - half_y, middle_x + half_x, middle_y + half_y
