// Floor: a patch around the body with the body's soft shadow given at its vertices.
attribute vec2 a_ground;
attribute float a_shadow;

uniform mat4 u_view;
uniform mat4 u_projection;
uniform vec3 u_centre;

varying vec2 v_ground;
varying vec2 v_patch;
varying float v_shadow;

void main() {
    v_patch = a_ground;
    v_ground = a_ground + u_centre.xz;
    v_shadow = a_shadow;
    gl_Position = u_projection * u_view * vec4(v_ground.x, u_centre.y, v_ground.y, 1.0);
}
