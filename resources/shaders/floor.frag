// Lines every half metre, stronger every metre, smoothed over one pixel, fading out with the distance from the body.
#ifdef GL_ES
#extension GL_OES_standard_derivatives : enable
precision highp float;
#endif

uniform vec4 u_line;
uniform vec4 u_shadow;
uniform float u_reach;

varying vec2 v_ground;
varying vec2 v_patch;
varying float v_shadow;

void main() {
    // One look-up serves both kinds of line: counted in half metres, the even ones are the metres.
    vec2 place = v_ground * 2.0;
    vec2 nearest = floor(place + 0.5);
    vec2 width = max(fwidth(place), vec2(1e-5));
    vec2 drawn = (1.0 - min(abs(place - nearest) / width, vec2(1.0))) * (1.0 - smoothstep(0.5, 1.2, width));
    drawn *= 1.0 - fract(nearest * 0.5);

    float fade = 1.0 - smoothstep(0.35, 1.0, length(v_patch) / u_reach);
    float grid = max(drawn.x, drawn.y) * u_line.a * fade;
    float shade = clamp(v_shadow, 0.0, 1.0) * u_shadow.a;
    float alpha = grid + shade * (1.0 - grid);
    gl_FragColor = vec4(mix(u_shadow.rgb, u_line.rgb, grid / max(alpha, 1e-4)), alpha);
}
