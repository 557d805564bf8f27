"""Readers of captured motion: AMASS, BVH and acclaim files into poses over SMPL's rest pose, y up."""
