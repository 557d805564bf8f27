"""Measuring: metrics, unseen problems, baselines, reports."""
