"""Three dimensions drawn with a painter alone: a camera, a box with its axes, sheets and points in it."""
