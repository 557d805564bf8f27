// Fills the window; v_place runs from (-1, -1) at the bottom left to (1, 1) at the top right.
attribute vec2 a_place;

varying vec2 v_place;

void main() {
    v_place = a_place;
    gl_Position = vec4(a_place, 0.0, 1.0);
}
