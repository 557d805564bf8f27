// The initial body as a tinted glass shell: clear where it faces the viewer, denser towards its edge.
#ifdef GL_ES
precision mediump float;
#endif

uniform vec3 u_tint;

varying vec3 v_place;
varying vec3 v_normal;

void main() {
    float facing = abs(dot(normalize(v_normal), normalize(-v_place)));
    float edge = 1.0 - facing;
    gl_FragColor = vec4(u_tint, 0.14 + 0.55 * edge * edge);
}
