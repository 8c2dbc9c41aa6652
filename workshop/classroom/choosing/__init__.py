"""Choosing a platform: requirements first, then weights; explained, and tested for firmness."""
