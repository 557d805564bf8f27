// Studio light on matte clay: sky and ground from all round, a warm key from above the viewer's left, a cool fill from the right, a soft
// highlight, and a rim that parts the silhouette from the backdrop. Colours are linear until the last line.
#ifdef GL_ES
precision mediump float;
#endif

uniform vec3 u_up;
uniform vec3 u_clay;
uniform vec3 u_accent;
uniform vec3 u_mark;
uniform float u_doubting;  // 1: the clay takes the colours of the doubt
uniform vec3 u_doubt0;
uniform vec3 u_doubt1;
uniform vec3 u_doubt2;
uniform vec3 u_doubt3;
uniform vec3 u_doubt4;
uniform vec3 u_sky;
uniform vec3 u_ground;
uniform vec3 u_key;
uniform vec3 u_fill;
uniform vec3 u_rim;

varying vec3 v_place;
varying vec3 v_normal;
varying float v_selected;
varying float v_hovered;
varying float v_mark;
varying float v_doubt;

const vec3 KEY_FROM = vec3(-0.464, -0.619, -0.634);
const vec3 FILL_FROM = vec3(0.822, -0.117, -0.557);

// Five evenly spaced stops with straight lines between them.
vec3 doubt_colour(float doubt) {
    float place = 4.0 * clamp(doubt, 0.0, 1.0);
    vec3 colour = mix(u_doubt0, u_doubt1, clamp(place, 0.0, 1.0));
    colour = mix(colour, u_doubt2, clamp(place - 1.0, 0.0, 1.0));
    colour = mix(colour, u_doubt3, clamp(place - 2.0, 0.0, 1.0));
    return mix(colour, u_doubt4, clamp(place - 3.0, 0.0, 1.0));
}

void main() {
    vec3 normal = normalize(v_normal);
    vec3 toward = normalize(-v_place);

    vec3 clay = u_doubting > 0.5 ? doubt_colour(v_doubt) : u_clay;
    vec3 base = mix(clay, u_accent, max(0.72 * v_selected, 0.30 * v_hovered));
    base = mix(base, u_mark, 0.85 * smoothstep(0.25, 0.8, v_mark));
    vec3 light = mix(u_ground, u_sky, 0.5 + 0.5 * dot(normal, u_up));
    light += u_key * max((dot(normal, KEY_FROM) + 0.12) / 1.12, 0.0);
    light += u_fill * max(dot(normal, FILL_FROM), 0.0);

    float facing = max(dot(normal, toward), 0.0);
    float gloss = max(dot(normal, normalize(KEY_FROM + toward)), 0.0);
    gloss *= gloss;
    gloss *= gloss;
    gloss *= gloss;
    gloss *= gloss;
    gloss *= gloss;  // To the 32nd, at a fraction of pow's cost on a software rasteriser.
    float edge = 1.0 - facing;
    vec3 colour = base * light + u_key * 0.07 * gloss + u_rim * edge * edge * edge;

    gl_FragColor = vec4(sqrt(colour), 1.0);
}
