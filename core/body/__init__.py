"""The body: SMPL-format model, skeleton, rotations, kinematics and the measures that words and guidance share."""
