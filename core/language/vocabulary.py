"""The word tables of the lexicon: ``meaning: phrase, phrase, ...``, one meaning a line.

Verbs are in their base form and inflected by rule (``lexicon``); the longest phrase wins.
"""

from __future__ import annotations

PARTS = """
arm: arm, upper limb, upper extremity
upper arm: upper arm, humerus, biceps, bicep, triceps, tricep, bicep muscle, tricep muscle, belly of the biceps
forearm: forearm, lower arm, fore arm
elbow: elbow, olecranon, elbow joint, point of the elbow, funny bone, antecubital fossa, cubital fossa
wrist: wrist, wrist joint, carpal
hand: hand, fist, open hand, closed fist, clenched fist, back of the hand, back of hand, heel of the hand, dorsum, dorsum of the hand, dorsal side of the hand, dorsal surface of the hand, back of the fist, back of the wrist, backs of the fists, backs of the hands, backs of both hands
palm: palm
fingers: finger, fingertip, index finger, middle finger, pinky, pointer finger, ring finger, knuckle, forefinger, fore finger, little finger, pinkie, pinky finger, fingernail, digit, finger tip, pad of the finger
thumb: thumb, thumb side, radial side, radial border, thumb side of the hand, thumb tip, thumbnail
shoulder: shoulder, shoulder joint, gh, gh joint, glenohumeral, glenohumeral joint, humeral head, scapula, scapular, deltoid, delt, acromion, acromion process, top of the shoulder, ball of the shoulder, point of the shoulder, shoulder cap
armpit: armpit, underarm, axilla
leg: leg, lower limb, lower extremity
thigh: thigh, upper leg, quadriceps, hamstring, femur, quad, lap of the thigh, top of the thigh, front of the thigh, back of the thigh
knee: knee, kneecap, knee cap, patella, knee joint, popliteal fossa, hollow of the knee, back of the knee
shin: shin, calf, lower leg, shank, tibia, shinbone, shin bone
ankle: ankle, ankle joint, malleolus, ankle bone
foot: foot, shoe, sneaker, boot, sole, sole of the foot
toes: toe, big toe, ball of the foot, tip of the toes, forefoot, fore foot, front of the foot, front part of the foot, tip of the shoe, tip of the foot, toe tip, toe end, toe cap, ball of his foot, the front of the foot, the tip of the shoe, the tip of the foot, the ball of the foot, toes end, front of the shoe, the front of the shoe
heel: heel
hip: hip, hip bone, hipbone, iliac crest, hip joint, asis, haunch, hip crease, greater trochanter, trochanter
buttock: buttock, butt cheek, glute, bum cheek, cheek of the bottom
pocket: pocket, trouser pocket, pants pocket, front pocket, back pocket, jeans pocket, hip pocket, coat pocket, jacket pocket, vest pocket, apron pocket, hoodie pocket, side pocket
ear: ear, earlobe, ear lobe, lobe of the ear, mastoid, mastoid process
eye: eye, eyelid, eye socket
cheek: cheek, cheekbone, cheek bone, zygoma, zygomatic, side of the face
temple: temple
side: side, flank, rib, love handle, rib cage side
"""
IRREGULAR_PLURALS = {
    "shoulder line": "shoulder", "shoulder girdle": "shoulder", "line of the shoulders": "shoulder",
    "balls of the feet": "toes", "balls of both feet": "toes", "balls of feet": "toes", "forefeet": "toes", "feet": "foot", "calves": "shin", "calfs": "shin", "thighs": "thigh", "ribs": "side", "both feet": "foot",
    "toes": "toes", "fingers": "fingers", "knees": "knee", "tiptoes": "tiptoes",
}  # fmt: skip
MIDLINE = """
head: head, skull
top of the head: top of the head, top of his head, top of her head, top of their head, crown, crown of the head, hair, scalp, hat, cap, helmet, vertex, crown of his head, crown of her head
back of the head: nape of the neck, back of the head, back of his head, back of her head, back of their head, nape, back of the neck, back of his neck, back of her neck, back of their neck, occiput, base of the skull, nape of his neck, nape of her neck, scruff of the neck, scruff, hairline at the nape, occipital
face: face
gaze: gaze, sight, line of sight, stare, glance
eyes: eyes
forehead: forehead, brow, temple, eyebrow, hairline, fringe, bangs, third eye, glabella
nose: nose, bridge of the nose, nostril, tip of the nose, bridge of his nose, bridge of her nose
mouth: mouth, lip, lips, upper lip, lower lip, moustache, mustache, front teeth
chin: chin, jaw, beard, jawline, jaw line, jawbone, jaw bone, mandible, goatee, tip of the chin
neck: neck, cervical spine, c spine, cervical region
throat: throat, collar, adam's apple, larynx, windpipe, gullet, sternal notch, suprasternal notch, jugular notch, hollow of the throat, base of the throat, neckline, shirt collar, coat collar, jacket collar
torso: midline, centre line, center line, median line, torso, trunk, upper body, upper half of the body, upper torso, midsection, front of the body, front of the torso
weight: weight, body weight, bodyweight, center of gravity, balance point
body: body, whole body, entire body
back: back, spine
lower back: lower back, small of the back, small of his back, small of her back, small of their back, kidneys, lumbar spine, lumbar region, lumbar, sacrum, sacral, sacral area, base of the spine, lower spine, loins, si joint, si joints, lumbosacral junction, small of their back
upper back: upper back, shoulder blade, shoulder blades, thoracic spine, upper spine, spot between the shoulder blades
chest: nipple line, nipples, chest, brisket, breast, breastbone, sternum, heart, bosom, lapel, lapels, rib cage, ribcage, breast pocket, inside pocket, collarbone, collar bone, clavicle, pec, pecs, pectoral, pectorals, xiphoid, xiphoid process, manubrium, bust, breast bone, shirt front, lapel of the jacket, front of the shirt
stomach: stomach, belly, abdomen, tummy, navel, belly button, midriff, abs, solar plexus, pit of the stomach, belly button, tum, gut, paunch, abdominals, six pack, abdominal wall, diaphragm, upper abdomen, lower abdomen, underbelly, lower belly, upper belly
waist: buckle of the belt, belt loop, belt line, waist, waistline, belt, waistband, beltline, belt buckle
groin: groin, crotch, pelvis, pelvic, pubic area
bottom: bottom, tail, tail end, tailbone, tail bone, coccyx, sit bones, posterior chain, bum, backside, butt, rear, rear end, seat of the pants, glutes
lap: lap
ground: ground, boards, floorboards, linoleum, parquet, sidewalk, concrete, gravel, floor, track, turf, lawn, deck, tarmac, asphalt, tiles, soil, dirt, snow, ice, rink, runway, catwalk, tatami, canvas, dance floor, decking, cobbles, grass, sand, mat, carpet, pavement, earth, surface, rug
sky: sky, ceiling, air, heaven, heavens, rafters, roof, clouds, stars, moon, sun
camera: camera, viewer, lens, photographer, observer, audience, spectator, us, picture taker
"""
PERSON = """
person: nymph, goddess, god, saint, apostle, prophet, maiden, muse, satyr, faun, hermit, duchess, duke, countess, baron, emperor, empress, peasant, shepherd, shepherdess, courtesan, odalisque, bacchante, venus, madonna, martyr, penitent, pilgrim, beggar, knight, squire, page boy, courtier, angel, cherub, putto, demon, mermaid, witch, wizard, clerk, cashier, seamstress, laundress, milkmaid, defendant, claimant, complainant, detainee, prisoner, inmate, burglar, gunman, assailant, driver, commuter, interviewee, applicant, volunteer, respondent, trainee, apprentice, novice, midfielder, defender, attacker, winger, forward player, setter, spiker, libero, shortstop, catcher, infielder, outfielder, point guard, hurdler, vaulter, shot putter, javelin thrower, discus thrower, kayaker, canoeist, rower, paddler, sumo wrestler, karateka, judoka, capoeirista, breakdancer, b boy, popper, danseur, soloist, understudy, busker, mime, deceased, decedent, nude, sitter, bather, trainee, participant, motorist, casualty, person, patient, client, suspect, victim, goalkeeper, goalie, keeper, pitcher, batter, striker, boxer, fighter, wrestler, skier, surfer, swimmer, diver, cyclist, rider, climber, hiker, yogi, student, teacher, instructor, officer, policeman, soldier, sprinter, jumper, thrower, server, receiver, bowler, golfer, archer, fencer, skateboarder, snowboarder, ballerina, gentleman, lady, fellow, dude, kiddo, baby, toddler, infant, youth, senior, customer, driver, waiter, waitress, musician, guitarist, violinist, pianist, drummer, singer, conductor, photographer, hero, heroine, character, avatar, mannequin, robot, statue, human being, body builder, bodybuilder, weightlifter, lifter, crowd worker, man,  woman, he, she, figure, subject, individual, somebody, someone, player, dancer, boy, girl, athlete, lady, guy, model, child, kid, human, performer, gymnast, runner, actor, worker, teenager, pedestrian, skater, adult, male, female, you, i, him, himself, herself, themselves, mum, mom, mommy, mummy, dad, daddy, mother, father, friend, partner, sister, brother, wife, husband, grandma, grandpa, neighbour, neighbor, opponent, colleague, stranger, coach, referee, nurse, doctor
"""
PRONOUNS = """
it: the limb, this limb, that limb, the extremity, it, this one, that one, theirs, hers, this, these, those, itself
they: they, them, both of them, them both
which: which, whose, that
one: one, ones
each other: each other, one another, each another
"""
SIDES = """
left: left, left hand side, lt
right: right, right hand side, rt
both: on both sides, on either side, bilateral, both, two, either, each, all
other: other, another, remaining
opposite: opposite, contralateral, opposing
same: same, corresponding, respective, own, ipsilateral
"""
VERBS = """
bent: bend, flex, curl, crook, fold, buckle, hinge
angle: angle
straight: straighten, lock, lock out
soft: soften, unlock
extended: extend, stretch, outstretch, straighten out, unfold, elongate
reach: hold out, reach out, put out
lead: lead
raised: raise, lift, elevate, hitch, hike, hitch up, hike up, hold up, put up, bring up, hoist, hold aloft, heave, lift up, raise up, pick up, draw up, pull up, tuck up
lowered: lower, drop, put down, bring down, dip, sink, hold down
hang: hang, dangle, droop, loll, drape, fall, let hang
hold: hold
rest: shove, jam, wedge, park, plonk, prop, exhibit, display, demonstrate, go, goes, come, cave, drift, knock, buckle in, roll, roll over, flop, flop down, collapse, sweep, drive, wrap, loop, hook, sling, rest, place, position, put, keep, set, plant, lay, remain, stay, situate, locate, settle, be, appear, bring, draw, pull, move, carry, push, shift, swing, push down, push out, maintain, arrange, align, steady, float, glide, slide, scoot, shuffle, drift, guide, send, take, fling, trail
touch: touch, contact, grasp, grip, clutch, grab, cup, cover, press, rub, hug, embrace, pat, stroke, massage, scratch, poke, tap, squeeze, hold onto, hold on to, rest against, come into contact, make contact, cradle, brace, support, caress, tickle, pinch, slap, brush, graze, skim, nudge, kiss, knead, encircle, shield, prop up, prop, tug, fiddle with, toy with, grope, wipe, swat, smack, thump, pound, knock, adjust, fix, tease, wring, nurse, lay hold of, take hold of, lean against, beat, drum on, palpate, cling to, cling onto, hang on to, encase, blot
near: approach, hover
cross: cross, interlace legs, overlap
clasp: clasp, interlock, intertwine, interlace, entwine, join, link, meet, wring, clap, applaud, connect, fold together, hold hands, steeple, lace, twine
apart: spread, separate, part, open, open up, splay, spread apart, split
together: close, bring together, unite, press together, put together, squeeze together, stack, stack up
lean: lean, slope, sag, incline, recline, pitch, topple, keel over, tip, sway, slant, list, lurch
bow: bow, nod, duck, hang down low
tilt: tilt, cock, cant
turn: turn, coil, swing around, whip around, whip round, turn round, twist round, swing round, turn around, twist around, wheel round, spin round, rotate, twist, swivel, pivot, angle toward, orient, direct
look: look, gaze, stare, glance, peer, watch, peek, peep, squint, glare, gape, gawp, glower, scan
face: face
point: point, aim
reach: reach, strain
tuck: tuck, tuck in, pin, clamp, hug in, squeeze in, glue, nestle
flare: flare, pop, pop out, puff, puff out, stick, jut, protrude, stick out, wing out, flare out, poke out, jut out
arch: arch
round: rolled forward, rolls forward, roll forward, rolling forward, rolled forwards, round, hunch, curve, slouch, slump, hunch over, curl forward, hunch up, stoop over
throw: throw
kick: kick
wave: wave
crane: crane
abducted: abduct
adducted: adduct
shrug: shrug
balance: balance
step: step, stride
walk: walk, march, stroll
run: run, jog, sprint
clench: clench, ball, close into a fist
punch: punch, jab
thrust: thrust, push forward
flatten: flatten
"""
IRREGULAR = {
    "lead": ("led",), "bend": ("bent", "bended"), "bear": ("bore", "borne"), "hold": ("held",), "put": ("put",), "bring": ("brought",), "draw": ("drawn", "drew"), "hang": ("hung", "hanging"),
    "fall": ("fallen", "fell"), "stick": ("stuck",), "throw": ("thrown", "threw"), "spread": ("spread",), "lay": ("laid",),
    "set": ("set",), "keep": ("kept",), "swing": ("swung", "swinging"), "split": ("split",), "sink": ("sunk", "sank"), "stand": ("stood",),
    "sit": ("sat", "sitting"), "lie": ("lying", "lain"), "kneel": ("knelt",), "lean": ("leant", "leaned"), "run": ("running", "ran"),
    "catch": ("caught",), "drink": ("drank", "drinking"), "grip": ("gripping", "gripped"), "grab": ("grabbing", "grabbed"),
    "step": ("stepping", "stepped"), "dip": ("dipping", "dipped"), "drop": ("dropping", "dropped"), "shrug": ("shrugging", "shrugged"),
    "nod": ("nodding", "nodded"), "hug": ("hugging", "hugged"), "jog": ("jogging",), "clap": ("clapping", "clapped"),
    "meet": ("met",), "pat": ("patting",), "tap": ("tapping",), "rub": ("rubbing", "rubbed"), "pin": ("pinned",), "jut": ("jutting",),
    "bow": ("bowed", "bowing"), "squat": ("squatting", "squatted"), "slump": ("slumped",), "tip": ("tipping", "tipped"),
    "strain": ("straining",), "overlap": ("overlapping", "overlapped"), "think": ("thinking",), "eat": ("eating",), "sip": ("sipping",),
    "let": ("letting",), "leap": ("leaping",), "jab": ("jabbing",), "shoot": ("shot",), "ride": ("rode", "ridden"), "drive": ("drove", "driven"),
    "write": ("wrote", "written"), "dig": ("dug", "digging"), "sweep": ("swept",), "sing": ("sang", "sung"), "speak": ("spoke", "spoken"),
    "take": ("took", "taken"), "make": ("made",), "give": ("gave", "given"), "blow": ("blew", "blown"), "read": ("read",), "hit": ("hit", "hitting"),
    "wear": ("wore", "worn"), "tie": ("tying", "tied"), "fly": ("flew", "flown"), "fight": ("fought",), "beg": ("begging", "begged"),
    "curtsy": ("curtsying", "curtsied"), "do": ("did", "done"), "take off": ("took off",), "stride": ("strode", "striding"),
    "wring": ("wrung",), "bite": ("bit", "bitten"), "bury": ("buried",), "feel": ("felt",), "swim": ("swam", "swimming"), "cling": ("clung",),
    "shake": ("shook", "shaken"), "wind": ("wound",), "go": ("went", "gone"), "bind": ("bound",), "seat": ("seated",), "lace": ("laced", "lacing"),
    "tuck": ("tucked", "tucking"), "grasp": ("grasped",), "be": ("being",),
}  # fmt: skip
ADJECTIVES = """
same way: the same way as the chest, the same way as the body, the same way as the torso, the same way as the trunk, the same way as the hips, the same way as the shoulders, the same way as the rest of the body, the same way as the feet, same way as the chest, same way as the body, same way as the torso, same way as the trunk, same way as the hips, same way as the shoulders, same way as the rest of the body, same way as the feet, in the same direction as the chest, in the same direction as the body, in the same direction as the torso, in the same direction as the trunk, in the same direction as the hips, in the same direction as the shoulders, in the same direction as the rest of the body, in the same direction as the feet, the same direction as the chest, the same direction as the body, the same direction as the torso, the same direction as the trunk, the same direction as the hips, the same direction as the shoulders, the same direction as the rest of the body, the same direction as the feet, same direction as the chest, same direction as the body, same direction as the torso, same direction as the trunk, same direction as the hips, same direction as the shoulders, same direction as the rest of the body, same direction as the feet, the same way, same way, in the same direction, the same direction, same direction
turn: wound round, wound around, winding round, winding around
head forward: forward head posture, forward head, forward head carriage, anterior head carriage, anterior head posture, head forward posture, poking chin, chin poke
pelvis forward: anterior pelvic tilt, anterior pelvis tilt, pelvic anteversion, pelvis anteverted, anteverted pelvis, anterior tilt of the pelvis, pelvis in anterior tilt, anteriorly tilted pelvis, pelvis anteriorly tilted
pelvis back: posterior pelvic tilt, posterior pelvis tilt, pelvic retroversion, pelvis retroverted, retroverted pelvis, posterior tilt of the pelvis, pelvis in posterior tilt, posteriorly tilted pelvis, pelvis posteriorly tilted
alike: alike, symmetrical, symmetric, identical
alike bend: alikebent
obtuse: obtuse, obtuse angle, at an obtuse angle, wide angle, at a wide angle
acute: acute, acute angle, at an acute angle
bent: boomerang shaped, v shaped bend, bent at an angle, crooked, flexion, in flexion, flexed, in a bend, bent inward, doubled up
right angle: square corner, at a square angle, at right angles, at a right angle, right angle, right angles, right angled, l shape, l shaped, perpendicular, square angle, ninety degree angle, ninety degrees
straight: lockout, at lockout, as straight as, straight as, straight, unbent, in one straight line, in one line, in a line, in a perfectly straight line, rigid, in a straight line, straight out, locked straight, taut
extended: ext, extension, hyperextension, hyperextended, outstretched, stretched out, extended out, fully out, full extension, full stretch, full length, in extension, at arm's length, to full extension, to its full length, to its full extension
raised: elevation, in elevation, leave the ground, leaves the ground, leaving the ground, leave the floor, leaves the floor, leaving the floor, in midair, in mid air, midair, mid air, into the air off the ground, up in the air, in the air, aloft, lifted high, high up, uplifted, upraised, off the ground, off the floor, clear of the ground, clear of the floor, airborne
overhead: overhead, over head, above head, straight overhead
lowered: low
hang: loose, limp, slack
relaxed: relaxed, resting, in neutral, in a neutral position, neutral, at rest, natural, naturally, loosely
clasp: palm to palm, palm against palm, handcuffed, in handcuffs, hand over hand
tiptoe: onto tiptoe, onto tiptoes, on pointe, on one toe, on one tiptoe, on the tips of the toes, on the tips of his toes, on the tips of her toes, on the tip of the toes, up on one toe, only the toes, just the toes, only the tips of the toes, only the toe tips, only the ball of the foot, just the ball of the foot, only the balls of the feet, up on the ball of the foot, up on tiptoe, up on tiptoes, up on his toes, up on her toes, up on their toes, up on the balls of the feet, on tiptoe, on tiptoes, tiptoe, tiptoes, on tip toe, on tip toes, tiptoeing, on his toes, on her toes, on their toes, on the toes, up on the toes, on its toes, en pointe, onto the toes, on the ball of the foot, on the balls of the feet, on the balls of his feet, on the balls of her feet, on the forefoot
turn: rotation, twist, in rotation, external rotation, internal rotation
abducted: abduction, in abduction, abd
sagittal plane: in the sagittal plane, in a sagittal plane, sagittal plane, along the sagittal plane, in sagittal plane
frontal plane: in the frontal plane, in a frontal plane, frontal plane, in the coronal plane, in a coronal plane, coronal plane, in frontal plane, in coronal plane, along the frontal plane
scapular plane: in the scapular plane, in the plane of the scapula, in the plane of the shoulder blade, scapular plane, scaption, in scaption, in scapular plane
adducted: adduction, in adduction
bent: palmar flex, palmar flexed, palmar flexion, palmarflexed, palmarflexion, palmarflex, volar flexed, volar flexion, volarflexed, in palmar flexion
above horizontal: above the horizontal, above horizontal, past horizontal, past the horizontal, over the horizontal, higher than horizontal
below horizontal: below the horizontal, below horizontal, under the horizontal, under horizontal, just under horizontal, just under the horizontal, just below horizontal, just below the horizontal, slightly below horizontal, slightly below the horizontal, a little below horizontal, lower than horizontal
lean: sidebend, sidebending, sidebent, sidebends, lateral flexion, side flexion, inclination, side bent, side bending, laterally flexed, laterally bent
pointed: plantarflex, plantarflexes, plantarflexing, plantarflexed, plantar flexed, plantarflexion, in plantarflexion, plantar flexion, in plantar flexion
flexed foot: dorsiflex, dorsiflexes, dorsiflexing, dorsiflexed, dorsiflexion, dorsi flexed, in dorsiflexion, dorsi flexion, in dorsi flexion
flat: flat, flatly, flat footed
supinated: supinate, supinates, supinating, supinated, supination, in supination
pronated: pronated, pronates, pronating, pronate, pronation, in pronation
inverted foot: inversion, in inversion
everted foot: everted, everts, evert, everting, eversion, in eversion, overpronated, over pronated, overpronation, flat arched, fallen arch, fallen arches
opposed: in opposite directions, in opposing directions, away from one another, in different directions
apart: open, opened
together: narrow the stance, narrowing the stance, narrowed stance, stance narrow, narrow stance, in a narrow stance, narrow base, together, closed, side by side, close together, adjoining, adjacent to each other, next to each other, near each other, close to each other, near one another, close to one another, pressed together
apart: widen the stance, widening the stance, widened stance, stance wide, stance widened, wide stance, in the wide stance, broad stance, wide legged, wide legged stance, wide base, astride, straddled, apart, wide, spread apart, far apart, widely, asunder, away from each other, open wide, at a distance, wide apart, wide open, spread wide, far from each other, splayed
soft: soft, soft bend, a soft bend, softened, unlocked, softly bent
width: shoulder width stance, hip width stance, shoulder width, shoulders width, shoulder width apart, hip width, hip width apart, hips width, hips width apart, shoulders width apart, shoulder distance, shoulder distance apart, shoulder's width, a shoulder's width, shoulder's width apart
cross: cross wise, crosswise, crossed over each other
arms crossed: arms akimbo crossed
akimbo: akimbo
v shaped: form a v, form a y, forms a v, forms a y, forming a v, forming a y, make a v, making a v, makes a v, make a y, making a y, makes a y, high v, in a high v, low v, in a low v, victory v, y shape, y shaped, like a y, in a y, v shape, in a v shape, in a v, in a y shape, in the shape of a v, in a v formation, v shaped, a big v, in a big v, in a wide v, like a v
vertical: vertical, vertically, upright, erect, perpendicular to the ground, perpendicular to the floor, plumb
horizontal: parallel, at parallel, below parallel, just below parallel, slightly below parallel, past parallel, in parallel, horizontal, horizontally, parallel to the ground, parallel to the floor, parallel with the ground, parallel with the floor, parallel to ground, parallel to floor, parallel to the horizon
level: equally high, equally low, level, at the same height, at the same level, on the same level, on one level, at one level, on the same height, at equal height, at an equal height, of equal height
pointed: pointed, pointed toes
stepping: stepping
hunched: stooped, stooping, stoops, kyphotic, kyphosis, convex, humped, c shaped, hunched, hunched over, slouched, slouching, rounded
toward camera: camera facing
arched: arched, lordotic, hollow, hollowed, swaybacked, concave, swayed back
doubled over: doubled over, bent over, bending over, bend over, bends over, folded over, stooped over, leaning over, leans over, lean over, bent double
chin up: chin up
high: high, highly, way up
shrugged: shrugged
kick: mid kick
straight back: flat back, neutral spine, long spine, spine neutral, spine long, back flat, tall spine
averted: back of the head to the camera, only the back of the head, only the back of the head visible, only the back of the head is visible, only the back of the head can be seen, back of the head is visible, back of the head visible, back of head to the camera, back of the head toward the camera, showing the back of the head
frontal: frontal, head on, straight on, square, square on, squared up
supported: supported
propped: support himself, support herself, supports himself, supports herself, supports themselves, supporting himself, supporting herself, supporting themselves, hold himself up, holds himself up, holds herself up, holding herself up, holding himself up, prop himself, prop herself, props himself, props herself, prop themselves, propped, propped up, props himself up, props herself up, propping himself up, propping herself up, propping himself, propping herself
up a step: one step up, a step up, one stair up, a stair up, one step higher, a step higher, one stair higher, a stair higher, one rung up, a rung up, one rung higher, a rung higher
spread: distributed, evenly distributed, equally distributed, distributed evenly, distributed equally, evenly spread, equally spread, spread evenly, spread equally, shared equally, shared evenly, evenly balanced, evenly split, split evenly, centred, centered
unweighted: take no weight, takes no weight, taking no weight, bear no weight, bears no weight, bearing no weight, carry no weight, carries no weight, carrying no weight, no weight on it, with no weight on it, without weight, free of load, unloaded, non weight bearing, unweighted, unloaded, free of weight
bears: bear the weight, bears the weight, bearing the weight, bears the body weight, bearing the body weight, bears most of the weight, bearing most of the weight, bears weight, bearing weight, weight bearing, carrying the weight, carries the weight, supports the weight, supporting the weight, takes the weight, taking the weight, supports the body weight, supporting the body weight, supports the body, holds the weight, bears all the weight
sideways on: facing sideways, side on, turned sideways, stand sideways, standing sideways, stands sideways, sideways on, in side-on view, sideways to the camera, side on to the camera, in profile, in profile to the camera, in side view, perpendicular to the camera, sideways to the viewer, in a side view, seen from the side, viewed from the side, in side profile
back on: from behind, we see the person from behind, back turned to us, back is turned to us, back turned to the viewer, look at him from behind, look at her from behind, look at them from behind, see him from behind, see her from behind, we see mostly the back and, we see the back, we see mostly the back, see the back, see mostly the back, showing the back, shows the back, only the back is visible, back is visible, back view, rear view, in back view, in rear view, view from behind, view from the back, viewed from the back, pictured from behind, photographed from behind, shot from behind, back to us, back turned, with the back to the camera, back to the camera, back toward the camera, back towards the camera, back turned to the camera, back to the viewer, back turned to the viewer, back facing the camera, facing away from the camera, face away from the camera, faces away from the camera, turned away from the camera, facing away from the viewer, seen from behind, seen from the back, viewed from behind, turning away from the camera
"""
_CARRIES = ("bear", "bears", "bearing", "bore", "carry", "carries", "carrying", "support", "supports", "supporting", "hold", "holds", "holding", "take", "takes",
            "taking", "receive", "receives", "accept", "accepts", "hold up", "holds up")  # fmt: skip
_SHARE = ("", "any ", "any of ", "all ", "all of ", "most of ", "the majority of ", "the bulk of ", "much of ", "the full ", "full ", "the entire ", "the whole ", "nearly all ",
          "almost all ", "nearly all of ", "almost all of ", "more of ", "the greater part of ", "the main ")  # fmt: skip
_LOAD = ("the weight", "the body weight", "weight", "body weight", "the body 's weight", "the person 's weight", "the figure 's weight", "the weight of the body",
         "the weight of the figure")  # fmt: skip
CARRYING = "bears: " + ", ".join(
    f"{verb} {share}{load.removeprefix('the ') if share.endswith(('full ', 'entire ', 'whole ', 'main ')) else load}" for verb in _CARRIES for share in _SHARE for load in _LOAD
)
"""How a leg carries the weight: too many ways to list."""
_OUTER = ("outer", "outside", "lateral", "little toe", "pinky toe", "pinky", "small toe", "fifth toe")
_INNER = ("inner", "inside", "medial", "big toe", "instep")
EDGES = "\n".join(
    f"{meaning}: " + ", ".join(
        f"{on} {the}{which} {edge}{of}" for on in ("on", "onto") for the in ("the ", "")
        for which in sides for edge in ("edge", "border", "edges", "borders", "side", "sides") for of in ("", " of the foot", " of the feet", " of the sole", " of the shoe")
        if of or not edge.startswith("side") or "toe" in which
    )
    for meaning, sides in (("inverted foot", _OUTER), ("everted foot", _INNER))
)
"""How a foot is rolled onto one of its edges."""
DIRECTIONS = """
up: up, upward, upwards, skyward, heavenward, to the sky, towards the sky, toward the sky, to the ceiling, towards the ceiling, toward the ceiling, at the ceiling, at the sky, into the air, into the sky, straight up, directly up
down: down, downcast, downturned, downward, downwards, earthward, to the ground, towards the ground, toward the ground, to the floor, towards the floor, toward the floor, at the ground, at the floor, towards the feet, toward the feet, towards the earth, straight down, low down, directly down, at his feet, at her feet, at their feet, at the feet
forward: anteriorly, at the horizon, on the horizon, toward the horizon, towards the horizon, to the horizon, foreward, forewards, fwd, to front, to front side, to the front side, in front side, frontside, forward, forwards, ahead, to the front, frontward, frontwards, out in front, in front, toward the front, towards the front, out front, out ahead, in the front, onward, straight ahead, straight forward, directly ahead, directly forward, out forward, at the front
back: posteriorly, bwd, bkwd, to back side, to the back side, in back side, to backside, backward, backwards, back, rearward, to the back, behind, to the rear, toward the back, towards the back, toward the rear, towards the rear, out behind, at the back, in the back
out: outside, to the outside, toward the outside, towards the outside, externally, out, outward, outwards, away, away from the body, away from his body, away from her body, away from their body, away from the torso, away from the midline, out from the body, out from the torso, clear of the body, away from the trunk, away from the side, away from the sides
side: to the side, either side, to the sides, sideways, sideward, sidewards, laterally, lateral, out to the side, out to the sides, to either side, to each side, to his side, to her side, to their side, to its side, to its own side, off to the side, off to one side, out sideways, to one side, on either side, from side to side, out at the side, out at the sides, out to either side, out to both sides, to both sides, outstretched to the sides, out to his sides, out to her sides, out to their sides, to his sides, to her sides, to their sides
in: internally, in, inward, inwards, toward the body, towards the body, towards the torso, toward the torso, toward the midline, towards the midline, inside, medially, to the center, toward the center, towards the center, toward the middle, towards the middle
left: toward left, towards left, to left, to left side, to the left, to the left side, leftward, leftwards, to his left, to her left, to their left, to the person's left, toward the left, towards the left, to the left hand side, over to the left, to its left, to his left side, to her left side, to their left side, off to the left, towards his left, towards her left, toward his left, toward her left, towards their left, toward their left, to the own left, out to the left, out to the left side, on the left, towards the left side, toward the left side
right: toward right, towards right, to right, to right side, to the right, to the right side, rightward, rightwards, to his right, to her right, to their right, to the person's right, toward the right, towards the right, to the right hand side, over to the right, to its right, to his right side, to her right side, to their right side, off to the right, towards his right, towards her right, toward his right, toward her right, towards their right, toward their right, to the own right, out to the right, out to the right side, on the right, towards the right side, toward the right side
diagonal: diagonally, diagonal, at a diagonal, obliquely, at an incline
across: across
around: around, round about
"""
RELATIONS = """
on: one on each, one on either, resting on top of, rests on top of, rest on top of, on, on the front of, upon, onto, on top of, against, resting on, atop, at the top of
at: at
in: in, inside, into, within
to: to
toward: toward, towards, in the direction of
for: for
in front of: a step in front of, one step in front of, a step ahead of, one step ahead of, half a step ahead of, half a step in front of, a pace ahead of, slightly ahead of, in front of, in the front of, before, ahead of, further forward than, forward of, in advance of, to the front of, farther forward than, more forward than, straight in front of, out in front of, further ahead than, just in front of, right in front of, directly in front of, immediately in front of
behind: a step behind, one step behind, half a step behind, a pace behind, a few steps behind, behind, behind of, in back of, to the back of, at the back of, further back than, farther back than, to the rear of, straight behind, out behind, just behind, in rear of
above: above the level of, above the height of, above, over, high above, well above, over the top of, straight above, directly above, directly over, straight over, up above, up over, just above, way above, right above, right over
higher than: higher than, higher up than, taller than
below: below the level of, below the height of, below, under, beneath, underneath, just below, directly below, right below, right under
lower than: lower than
beside: beside, next to, alongside, by, at the side of, to the side of, adjacent to, along, right next to, alongside of, on either side of, at either side of, by the side of, on the side of, at his side of, on both sides of, on each side of, at the sides of, either side of, to either side of, at each side of
near: near, round, closest to, nearest to, the closest thing to, the nearest thing to, closest thing to, nearest thing to, the closest part to, the nearest part to, close to, nearby, in proximity to, next to touching, close by, around, about, nearly touching, almost touching, not far from, near to, close up to, right by, in the vicinity of, in close proximity to, in proximity of, a hand's width from, a hand's breadth from, inches from, a few inches from, a few centimeters from, a few centimetres from, an inch from, centimetres from, centimeters from, a short distance from
away from: away from, apart from, far from, off, off of, clear of, out from, distant from, not near
across: across, over across, diagonally across
between: between, in between
level with: about the level of, about the height of, around the height of, in height of, on height of, level with, at the level of, at the height of, at the same height as, at the same level as, as high as, in line with, even with, on a level with, on level with, to the height of, to the level of, up to the level of, up to the height of, same height as, at height of, at level of, about level with, roughly level with, to the same height as, aligned with, at the level from, at level from, on the height of, in the height of, in the level of, at the height from, in level with, near the level of, around the level of, close to the level of, about at the level of, at about the height of, at around the height of, at approximately the height of, at approximately the same height as, at roughly the height of, at roughly the same height as, at about the same height as, at about the level of, at around the level of, at approximately the level of, at approximately the same level as
touching: in contact with, into contact with, making contact with, makes contact with, make contact with, contacting, in touch with, touching to, to touch, so as to touch
from: from
through: through
of: of
past: past, beyond
"""
POSTURES = """
standing: stand, stand up, stand upright, stand tall, stand erect, stand up straight, stand straight
sitting: sit, seated, sit down, sit up, sit upright, sit up straight, sit straight, sit tall, sit erect, perch, squat on a chair
squatting: on the haunches, squat on the haunches, sit on the haunches, sit back on the haunches, low on the haunches, crouch on the haunches, squat, deep squat, squat down, in a squat, full squat, low squat, in a deep squat
crouching: tuck low, tucked low, low stance, in the low stance, crouch down low, crouch, crouch down, in a crouch, hunker, hunker down, crouched low
kneeling: kneel, kneel down, genuflect
kneeling tall: tall kneel, tall kneeling, high kneeling, kneel upright, kneel tall, kneel up, kneel erect
kneeling both: kneel on both knees, kneel on two knees, kneel with both knees
kneeling one: kneel on one knee, kneel to propose, down on one knee, half kneel, half kneeling, in a half kneel, propose on one knee, take a knee, taking a knee, takes a knee, kneel on a single knee, one knee down
heels: sit on the feet, sit back on the feet, sit on the calves, sit back onto the calves, sit back on the calves, kneel back on the heels, kneel on the heels, kneel back on heels, kneel on heels, sit on the heels, sit on his heels, sit on her heels, sit on their heels, sit back on the heels, sit back on his heels, sit back on her heels, sit on heels, kneel sitting on the heels, seiza
cross legged: cross legged, crossed legged, sit cross legged, indian style, lotus, lotus position, tailor style, lotus pose, legs crossed on the floor, sit with the legs crossed on the ground, sit with legs crossed on the ground, sit with legs crossed on the floor, sit with the legs crossed on the floor, sit with crossed legs on the floor
lying: lie, lie down, sleep, sunbathe, nap, doze, snooze, recline on the ground, lay down, laying
lying up: belly up, tummy up, face upward, face upwards, flat out on the back, spread eagled on the back, lie face up, lie supine, supine, face up, flat on his back, flat on her back, flat on the back, flat on their back
lying down: proned, proned out, on the front, onto the front, belly down, tummy down, front down, face downward, face downwards, face to the ground, flat on the front, flat on the tummy, flat on the belly, lie on the front, lie face down, lie prone, prone, face down, flat on his stomach, flat on her stomach, facedown
lying side: lie sideways, side lying, in side lying
all fours: on knees and hands, on the knees and hands, on the knees and the hands, knees and hands, in the tabletop, tabletop, table top position, in tabletop, four point kneeling, on four legs, on the hands and the knees, on all fours, all fours, crawl, on hands and knees, hands and knees, quadruped, on his hands and knees, on her hands and knees, on their hands and knees, crawl on hands and knees, tabletop position
plank: on hands and toes, on the hands and toes, on the hands and the toes, on his hands and toes, on her hands and toes, hands and toes, in the press up, in the push up, down in the press up, plank, push up, push up position, press up, pushup, pushup position, plank position, in a plank, high plank, push ups
lunging: split squat, split squats, a split squat, in a split squat, lunge, in a lunge, lunge forward, deep lunge, split stance
side lunge: side lunge, lunge to the side, lunge sideways, lateral lunge
t pose: crucifixion, crucifixion pose, iron cross, t pose, tpose, t shape, t position, letter t, crucifix, cross shape
a pose: apose
hands on hips: hands on hips, one hand on each hip, a hand on each hip, hands on his hips, hands on her hips, hands on the hips, hands on their hips, hands at the hips, hand on each hip, arms akimbo, with arms akimbo, hands at his hips, hands at her hips, hands rest on the hips, hands placed on the hips, both hands on hips, both hands on the hips, both hands on his hips, both hands on her hips, each hand on a hip
arms folded: arms folded, arms crossed, crossed arms, folded arms, arms folded across the chest, arms crossed over the chest, arms crossed in front of the chest, arms folded in front of the chest, arms folded over the chest, arms crossed across the chest, arms crossed on the chest, arms folded across his chest, arms folded across her chest, arms crossed over his chest, arms crossed over her chest, arms crossed in front of his chest, arms crossed in front of her chest, cross his arms, cross her arms, fold his arms, fold her arms, cross the arms, fold the arms, cross their arms, fold their arms, cross arms, fold arms, crossing arms, folding arms, arms cross
handstand: handstand, hand stand
upside down: upside down, inverted
bridge: bridge, backbend, bridge position, back bend, bridge pose, wheel pose
splits: splits, the splits, front split, side split, a split, into a split, into the split, full split, in a full split, a full split, straddle split, in a straddle split, middle split, middle splits, center splits, centre split, box split, box splits, in a split, do the splits, cross split
jumping: jump, leap, mid jump
walking: walk, march, stroll, mid stride, mid step, take a step, takes a step, taking a step, take a big step, takes a big step, taking a big step, take a large step, takes a large step, taking a large step, take a long step, takes a long step, taking a long step, take a small step, takes a small step, taking a small step, take a step forward, takes a step forward, taking a step forward
running: run, jog, sprint, skip, skip along
stepping: step forward, stride, step ahead
one leg: hop, hop on one leg, hop on one foot, single leg stance, single leg stand, one leg stance, one legged stance, single leg balance, balance on one leg, stand on one leg, balance on one foot, stand on one foot, stand on a single leg
bending over: bend over
sitting chair: short sitting, high sitting, sit on a chair, sit on the chair, sit in a chair, sit on a bench, sit on a stool, sit in the chair, sit on a seat, sit on the seat, sit on a box, sit on an object, sit on a couch, sit on a sofa, sit on the bench, sit on the edge of a chair, sit on a raised surface, sit on the edge of a bench, in a sitting position on a chair, seated position on a chair, sit on a block, sit upon a chair
sitting floor: sit on the ground, sit on the floor, sit on the grass, sit on a mat, sit on the mat, sit on floor, sit on ground, sit flat on the floor, sit flat on the ground, sit down on the floor, sit down on the ground, sit on the carpet, sit in the sand
sitting position: sitting position, seated position, sitting posture, seated posture, sitting pose, seated pose
standing position: standing position, standing posture, upright position, standing pose, upright posture, upright stance
kneeling position: kneeling position, kneeling pose, kneeling posture
"""
DEGREES = """
slight: bit, wee bit, little bit, mild, barely perceptible, barely noticeable, hardly noticeable, hardly any, scarcely any, barely any, scarcely, hint of, a hint of, a trace of, a suggestion of, tiny bit, a tiny bit, a little bit, a wee bit, subtle, small, tiny, light, slightly, a little, a bit, little, somewhat, mildly, gently, minimally, lightly, faintly, a touch, slight, just, a tad, barely, marginally, subtly, softly, a small amount, a few degrees, hardly, gentle, minor, a few inches, a couple of inches, an inch, an inch or two, a few centimeters, a few centimetres, a hand's breadth, a hand's width, a few cm, a fraction, ever so slightly, ever so little, ever so, a shade, a fraction of, the slightest bit, a smidge, a whisker, a hair
part: three quarters, two thirds, one third, partially, partly, halfway, half, moderately, half way, medium, moderate, partial, to a moderate degree, fairly, rather, quite, noticeably, to some degree
sharp: sharply, acutely, sharp
much: badly, end of range, to end of range, at end of range, as far as possible, as far as it goes, as far as it will go, as far as he can, as far as she can, as far as they can, as far as you can, as far as, as far, to the limit, to the maximum, deeply, strongly, tightly, very, big, far, heavily, highly bent, severely, considerably, greatly, deep, steeply, a lot, significantly, well, dramatically, extremely, all the way, greatly bent, tight, hard, markedly, widely, strong, steep, pronounced, significant
full: maximum, maximal, fully, completely, totally, entirely, all, maximally, utterly, perfectly, straight as possible, full, complete, dead, bolt, absolutely, ramrod
almost: almost, nearly, close to being, practically, virtually, not quite, near, just about, close to fully
more: more, further, farther
less: less
about: about, a good, good, approximately, roughly, around, approx, circa, more or less, some, approaching
"""
HEDGES = """
0.9: should, needs to, need to, ought to, supposed to, looks as if it were, looks as if it is, looks as if, looks as though, look as if, look as though, seems, appears, appear, seem, likely, probably, apparently, seemingly, looks like, look like, looks to be, appears to be, seems to be, appear to be, seem to be, presumably, visibly, generally, mostly, mainly, primarily, largely, essentially
0.6: maybe, perhaps, possibly, might, may, could, might be, may be, could be, as if, as though, like, supposedly, would
0.35: about to, tries to, trying to, attempting to, wants to, going to, preparing to, ready to, almost ready to, used to, will, tried to, try to, want to, was about to, intends to, if
"""
NEGATIONS = """
not: not, never, no, without, isn't, neither, nor, none, no longer, not even, rather than, instead of, lacks, lacking, avoiding
"""
CONNECTORS = """
and: and, and also, as well as, plus, &, +, or, then, along with
break: until, till, before, after which, while, but, however, whereas, yet, although, though, because, since, so, so that, causing, allowing, giving, creating, as, when, where, resulting, making, whilst, and so, such that, with, and with, so as, making sure, suggesting, indicating, meaning
than: than
"""
FILLERS = """
fill: as far as i can tell, as far as i can see, as far as can be seen, as far as one can tell, as far as one can see, as far as we can tell, from what i can see, from what i can tell, if you have got it, if you have it, if possible, if you can, if you like, if you want, if you please, please, gap, daylight, to a level, at a level
det: the, a, an, his, her, their, its, my, your, our
be: is, are, was, were, be, been, being, am, has, have, had, having, does, do, did, doing, gets, get, getting, become, becomes
fill: from the knee down, from the knees down, from the waist up, from the waist down, from the hips down, from the chest up, asleep, fast asleep, sound asleep, bilaterally, on this side, on this side of the body, the center of, center of, the middle of, middle of, centre of, the centre of, from the vertical, from vertical, off the vertical, of the vertical, from the horizontal, for balance, for support, for stability, to keep balance, outer, inner, on the same side, of the same side, on that side, the inside of, inside of, the inner side of, the outside of, the outer side of, the top of, the tip of, the tips of, the edge of, in a fist, into a fist, in fists, into fists, low to the ground, low to the floor, form, forms, forming, there, here, also, too, very much, still, now, currently, same time, at the same time, simultaneously, meanwhile, just as, again, only, even, both of, each of, bodily, of his body, of her body, of their body, of the body, of body, own, its own, itself, himself, such, well, kind of, sort of, in a way, way, position, pose, posture, stance, manner, style, fashion, shape, state, form, space, area, region, time, part, parts, height, direction, distance, in a, in an, at an angle, at a, against gravity, comfortably, casually, firmly, clearly, directly, exactly, precisely, right in, easily, smoothly, freely, gracefully, confidently, calmly, quietly, most, much, so far, actively, passively, dynamically, carefully, in position, in place, in space, ready, tall, in this pose, pictured, shown, seen, visible, image, photo, photograph, picture, in the image, in the photo, in the picture, in this image, in this photo, stable, stably, steadily, secure, securely, evenly, equally, symmetrically, symmetrical, similarly, likewise, asymmetrically, simple, degree, let, lets, make, makes, as well, meanwhile, either way, overall, firm, posed, poised, held still, still held, joint, joints, respectively, alike, in front view, front view, frontal view, three-quarter view, in three-quarter view, three quarter view, in three quarter view, of the arm, of the leg, use, using, used, at the joint, at the elbow joint, able, of them, single, motionless, together with each other, can, must, shall, slow, slowly, quickly, quick, at all, any, rest of the body, rest of his body, rest of her body, rest of their body, show, shows, showing, shown as, and the like, active, front of, the front part of, front part of, upper part of, the upper part of, lower part of, the lower part of, underside of, the underside of, base of, the base of, surface of, the surface of, the pad of, the pads of, rim of, strand of, lock of, piece of
"""
COMPARATIVES = """
straight: straighter
bent: bendier
away from: further from, farther from, further away from, farther away from
raised: higher
lowered: lower
near: closer, nearer
apart: wider
forward: further forward, farther forward, further ahead
out: further out, farther out, further away, farther away
back: further back, farther back
"""
ROLES = """
front: front, leading, lead, foremost, forward, forwards
back: rear, trailing, back, hind, rearmost, behind
standing: standing, supporting, support, weight bearing, planted, base, stance, grounded, balancing
free: free, working, gesture, gesturing, lifted, raised, kicking, swinging, non supporting, non weight bearing, airborne, elevated
"""
"""Which leg of the two is meant, where no side is said: "the front knee"."""
NUMBER_WORDS = {
    "ten": 10, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
    "hundred": 100,
}  # fmt: skip
# All sides of the sentence are the viewer's.
VIEWERS_VIEW = """
viewpoint: from the viewer's point of view, from the viewer's perspective, from the observer's point of view, from the camera's point of view, from the viewer's viewpoint, from our point of view, from our perspective, as seen by the viewer, as seen from the front, as the viewer sees it, from the camera's perspective, from the viewer's side, seen from the viewer, from the observer's perspective, from the photographer's perspective, from the photographer's point of view, from a viewer's perspective, from a viewer's point of view, from the camera's view, from the viewer's view, from the camera's viewpoint, from the audience's perspective, from the onlooker's point of view, from the viewer's angle, from our viewpoint, from our view, from where we stand, from where we look, as seen by us, as seen by the camera, as seen from the camera, as viewed by the camera, as we look at it, as we look at him, as we look at her, as we look at them, as you look at it, as you look at him, as you look at her, as you look at them, as we see it, as you see it, as we see him, as we see her, as it appears to us, as it appears to the viewer, from the viewer
"""
# Sides that are not the person's own. The slot's own side, if it has one, outvotes them.
VIEWER = """
viewer left: to the camera's left, camera's left, to camera's left, left of frame, left of picture, left of image, left of photo, left of screen, left edge of the picture, left edge of the frame, left edge of the photo, toward the left edge of the picture, toward the left edge of the image, left of shot, viewer's left, toward the viewer's left, towards the viewer's left, toward the left of the image, towards the left of the image, toward the left side of the image, toward image left, to image left, to screen left, to the left of the frame, to camera left, toward camera left, toward screen left, towards screen left, stage right, photo left, frame left, left side of the frame, left edge of the image, toward the left of the frame, towards the left of the frame, towards the left side of the image, on the left of the image, on the left side of the image, image left, camera left, on the left of the picture, left of the frame, on the left side of the picture, on the left of the photo, on the left side of the photo, screen left, to the viewer's left, on the viewer's left, on the viewer's left side, to the left of the image, left side of the image, left of the image, to the left of the picture, on the left of the frame, on the left hand side of the image, in the left of the image, left side of the picture, to the left side of the image, observer's left, viewers left
viewer right: to the camera's right, camera's right, to camera's right, right of frame, right of picture, right of image, right of photo, right of screen, right edge of the picture, right edge of the frame, right edge of the photo, toward the right edge of the picture, toward the right edge of the image, right of shot, viewer's right, toward the viewer's right, towards the viewer's right, toward the right of the image, towards the right of the image, toward the right side of the image, toward image right, to image right, to screen right, to the right of the frame, to camera right, toward camera right, toward screen right, towards screen right, stage left, photo right, frame right, right side of the frame, right edge of the image, toward the right of the frame, towards the right of the frame, towards the right side of the image, on the right of the image, on the right side of the image, image right, camera right, on the right of the picture, right of the frame, on the right side of the picture, on the right of the photo, on the right side of the photo, screen right, to the viewer's right, on the viewer's right, on the viewer's right side, to the right of the image, right side of the image, right of the image, to the right of the picture, on the right of the frame, on the right hand side of the image, in the right of the image, right side of the picture, to the right side of the image, observer's right, viewers right
"""
