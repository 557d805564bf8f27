"""Pictures of a body: the moving overlay, the settled overlay, and the geometry that the 3D view needs. No Qt."""
