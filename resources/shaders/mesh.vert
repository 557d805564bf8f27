// Body surface: hands position and normal in the view's frame (x right, y down, z forward) to the lighting.
attribute vec3 a_position;
attribute vec3 a_normal;
attribute float a_part;
attribute float a_mark;
attribute float a_doubt;

uniform mat4 u_view;
uniform mat4 u_projection;
uniform mat3 u_turn;
uniform float u_selected;
uniform float u_hovered;
uniform float u_inset;  // metres under the skin: a ghost where the body is hides in it instead of flickering through

varying vec3 v_place;
varying vec3 v_normal;
varying float v_selected;
varying float v_hovered;
varying float v_mark;
varying float v_doubt;

void main() {
    vec4 place = u_view * vec4(a_position - u_inset * a_normal, 1.0);
    v_place = place.xyz;
    v_normal = u_turn * a_normal;
    v_selected = 1.0 - step(0.5, abs(a_part - u_selected));
    v_hovered = 1.0 - step(0.5, abs(a_part - u_hovered));
    v_mark = a_mark;
    v_doubt = a_doubt;
    gl_Position = u_projection * place;
}
