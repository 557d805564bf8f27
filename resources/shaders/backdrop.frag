// A photographer's paper backdrop: lightest behind the body, falling off to the corners, with a grain of half a level against banding.
#ifdef GL_ES
precision mediump float;
#endif

uniform vec3 u_centre_colour;
uniform vec3 u_corner_colour;

varying vec2 v_place;

void main() {
    vec2 from = v_place - vec2(0.0, 0.15);
    float fall = clamp(dot(from, from) * 0.55, 0.0, 1.0);
    float grain = fract(52.9829189 * fract(dot(gl_FragCoord.xy, vec2(0.06711056, 0.00583715)))) - 0.5;
    gl_FragColor = vec4(mix(u_centre_colour, u_corner_colour, fall) + grain / 255.0, 1.0);
}
