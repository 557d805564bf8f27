"""Figures of the whole body: kicks, stances, named poses of yoga, ballet and sport. Second half of the table that ``actions`` reads."""

from __future__ import annotations

FIGURES = """
toe touch | hands | left hand: near the left foot .85; torso: bent forward .8
  toe touch, toe touches, forward fold, standing forward fold, standing forward bend, fold forward, bend down to touch the toes, pick something up from the floor, pick something up off the floor, pick something up off the ground, pick something up from the ground, pick up something from the floor, pick up something from the ground, pick up the ball, uttanasana, touch the toes, standing pike, rag doll, ragdoll pose
bend toes | hands | left hand: near the left foot .6
  pick up the coin
kick | leg | left leg: raised forward .75; left knee: at most slightly bent .6
  kick the ball, mid kick, front kick, karate front kick, taekwondo front kick, kick something, kick the soccer ball, kick the football, strike the ball, kick at the ball, boot the ball, volley the ball
high kick | leg | left leg: raised high .8; left knee: at most slightly bent .6
  high kick, kick high, kick up high, axe kick, can can kick, cancan kick, grand battement, battement, grand battement devant, goose step, goose stepping
side kick | leg | left leg: raised to the side .85; left knee: at most slightly bent .7
  side kick, roundhouse kick, roundhouse, kick sideways, kick to the side, karate kick, developpe a la seconde, a la seconde, grand battement a la seconde, battement to the side, battement a la seconde, developpe to the side
back kick | leg | left leg: raised back .8
  back kick, donkey kick, kick backward, kick back
heel strike | leg | left foot: on the heel .8
  heel strike, heel contact, strike the heel
toe off | leg | left foot: on tiptoe .8
  toe off, push off phase
high knee | leg | left knee: raised .85; left knee: bent .7
  high knee, knee lift, march in place, high knees, knee strike, knee raise, march on the spot
crab | hands | left hand: on the ground .9; left foot: on the ground .85; left knee: bent .8; left hand: behind the torso .5; torso: leaning back .6
  crab walk, crab position, crab walk position, crab pose, reverse tabletop, reverse table top
bear | hands | left hand: on the ground .9; left foot: on the ground .85; torso: bent far forward .8; left hip: bent .8; left knee: partially bent .4
  bear crawl, on hands and feet, on the hands and the feet, on the hands and feet, bear walk, bear position
sidesaddle | hands | body: sitting on the ground .8; left knee: tightly bent .7
  sidesaddle, side saddle, sit sidesaddle, mermaid pose, legs folded to one side, legs tucked to one side, legs to one side, legs to the side, legs folded to the side, legs tucked to the side, legs swept to the side, legs swept to one side, sit side saddle, mermaid sit
knock kneed | hands | left knee: turned inward .7; knees: together .7; feet: shoulder-width apart .5
  knock kneed, genu valgum, genu valgus, knee valgus, valgus knees, knock knees, knees knocking, knees knock together
bow legged | hands | knees: apart .8; left knee: slightly bent .6; feet: shoulder-width apart .4
  bow legged, genu varum, genu varus, varus knees, bandy legged, bowlegged, bandy legs
v legs | body | feet: wide apart .85
  legs in the v, legs form the v, legs in the v shape, legs forming the v, legs splayed, straddle stance, straddle stand, wide straddle, legs akimbo, a frame stance, wide legged stance
scissors | lead | left leg: forward .8; right leg: back .8; left knee: at most slightly bent .5; right knee: at most slightly bent .5
  legs scissored, scissor the legs, scissored legs, scissor stance, scissor split
bent kneed | hands | left knee: bent .85
  bent kneed, bent legged, bent knee stance
duck footed | hands | left foot: turned out .9
  duck footed, duck feet, splay footed, toed out
pigeon toed | hands | left foot: turned in .9
  pigeon toed, toed in, pigeon toes
contrapposto | lead | body: weight on the left leg .8; torso: left hip higher .7; right knee: slightly bent .7
  contrapposto, contraposto, contrapposto stance, contrapposto pose
dive sideways | lead | body: lying on the left side .4; left arm: overhead .7; right arm: overhead .6; torso: leaning far to the left .8
  dive full stretch, dive full length, dive at full stretch, make the diving save, diving save, dive sideways, dive for the ball, dive to save
kick up | leg | left knee: completely bent .6; left foot: on the left buttock .6; left hand: on the left foot .6
  quad stretch, stretch the quad, stretch the quadriceps, standing quad stretch, quadriceps stretch
stretch up | arms | left arm: overhead .8; left elbow: at most slightly bent .4
  stretch the arms overhead, stretch the arms up, stretch up, stretch upward, stretch upwards, stretch skyward, stretch toward the ceiling, stretch toward the sky, yawn and stretch, have the stretch, reach for the ceiling, reach for the sky, reach for the stars, reach for the top, upward salute, urdhva hastasana
jack | hands | left arm: diagonally up .75; left elbow: at most slightly bent .6; feet: wide apart .8
  jumping jack, star jump, jumping jacks, x pose, x shape, star pose, starfish, starfish pose, spread eagle, star shape, starfish position, five pointed star, like the star, star jumps, in the star shape, shape of the star
skydive | hands | left arm: out to the side .5; left elbow: right angle .4; left knee: bent .6; body: lying face down .4
  skydive, skydiving pose
flap | arms | left arm: out to the side .75; left elbow: at most slightly bent .4
  flap the arms, flap the wings, flap, flutter the arms
fly | arms | left arm: out to the side .8; left elbow: at most slightly bent .7
  airplane arms, airplane pose, like the airplane, like an airplane, wings, arms like wings, like wings, tightrope walk, walk the tightrope, like a scarecrow, crucified, jesus pose
w pose | arms | left upper arm: horizontal .7; left elbow: right angle .8; left forearm: pointing up .8
  goalpost arms, cactus arms, goal post arms, cactus pose, w shape, goalpost position, goal post position, field goal arms
hero | hands | left hand: on the left hip .9; left elbow: out to the side .8
  superhero pose, wonder woman pose, superman stance, stand akimbo, akimbo, power pose
parade | body | left arm: at the side .8; right arm: at the side .8; body: standing .9; torso: upright .8; feet: together .6
  at attention, stand at attention, stands to attention, mountain pose, tadasana, standing to attention, attention stance, to attention, anatomical position, soldier stance, rest position standing, idle pose, neutral stance, neutral standing position, neutral standing pose, stand neutrally
at ease | hands | left hand: behind the lower back .85; hands: together .7
  at ease, parade rest, stand at ease, hands behind his back, hands clasped behind the back
sumo squat | hands | body: squatting .85; feet: wide apart .85; left foot: turned out .6
  sumo squat, wide squat, wide stance squat
akimbo squat | body | body: squatting .9
  goblet squat, air squat, garland pose, malasana, asian squat, frog squat, duck walk, slav squat, catcher stance, catcher position
half squat | hands | left knee: partially bent .8; body: crouching .5
  half squat, quarter squat, partial squat, athletic stance, ready position, athletic position, ready stance, defensive position, batter's stance, goalkeeper stance, tennis ready position
horse stance | hands | left knee: right angle .6; feet: wide apart .85; left foot: turned out .4; torso: upright .6
  horse stance, goddess pose, sumo stance, plie, grand plie, demi plie, wide plie, sumo pose, kung fu stance
chair pose | hands | left knee: right angle .8; torso: slightly leaning forward .5; left arm: overhead .7; body: crouching .4
  chair pose, utkatasana
wall sit | hands | left knee: right angle .85; left thigh: horizontal .8; torso: upright .8
  wall sit, sit against the wall, invisible chair
sprint start | body | body: crouching .6; left hand: on the ground .8; right hand: on the ground .8; torso: bent forward .7
  sprint start, starting blocks, in the blocks, sprinter on the blocks, at the blocks, in the set position, on your marks, starting position of the sprint, runner in the blocks, three point stance, sprinter in the blocks, sprinter in the starting blocks, crouch start
tree pose | lead | body: standing on the left leg .9; right foot: on the left thigh .7; right knee: out to the side .8
  tree pose, vrksasana, tree position, vrikshasana
eagle legs | lead | left leg: crossed over the right leg .8; left knee: bent .7; right knee: bent .7
  eagle pose, garudasana, eagle legs
pyramid | lead | torso: bent far forward .8; left knee: at most slightly bent .7; right knee: at most slightly bent .7; left foot: in front of the right foot .7
  pyramid pose, parsvottanasana
plow | hands | left leg: horizontal .4; left knee: at most slightly bent .7; torso: upside down .6; left foot: on the ground .5
  plow pose, plough pose, halasana
locust | hands | body: lying face down .85; left foot: off the ground .7; left knee: at most slightly bent .7; torso: back arched .6
  locust pose, salabhasana, superman on the floor, superman pose on the floor
yoga bow | hands | body: lying face down .7; left knee: bent .8; torso: back arched .8; left hand: on the left ankle .7
  bow pose, dhanurasana, rocking bow
lizard | lead | body: lunging with the left leg forward .7; left hand: on the ground .7; right hand: on the ground .7
  lizard pose, runner 's lunge with the hands on the floor
frog | hands | knees: wide apart .85; left knee: bent .8; left knee: out to the side .7
  frog pose, frog stretch, like the frog, frog position
thunderbolt | body | body: sitting on the heels .9
  vajrasana, thunderbolt pose, hero pose, virasana, japanese sitting, japanese style sitting, japanese sitting posture, sit japanese style, hips resting on the heels, hips on the heels, bottom on the heels, buttocks on the heels, bottom resting on the heels, buttocks resting on the heels, rest on the heels
tailor | body | body: sitting cross-legged .9
  sukhasana, padmasana, easy pose, tailor sit, tailor sitting, tailor fashion, sit tailor fashion, turkish style, sit like the tailor, criss cross applesauce, criss cross, sit criss cross, pretzel legs
w sit | hands | body: sitting on the ground .85; left knee: tightly bent .75; left knee: turned inward .4
  w sit, w sitting, sit in the w, legs in the w, legs in the w shape, legs in the w position, sit with the legs in the w
hook lying | hands | body: lying face up .9; left knee: bent .85; left foot: flat on the ground .6
  hook lying, hooklying, crook lying, hook lying position, crook lying position, constructive rest
recovery | lead | body: lying on the left side .9; right knee: bent .8
  recovery position
long lying | body | body: lying face up .9
  supine position, dorsal recumbent
army crawl | hands | body: lying face down .7; left elbow: on the ground .85
  army crawl, commando crawl, leopard crawl, low crawl, belly crawl, crawl on the belly, crawl on the stomach
elbow crawl | hands | left knee: on the ground .85; left elbow: on the ground .85; torso: horizontal .5; left thigh: vertical .5
  on elbows and knees, on knees and elbows, on the elbows and knees, on forearms and knees, on the knees and the forearms, on the knees and elbows, crawl on the elbows and knees
cartwheel | body | body: upside down .8; feet: apart .7; left hand: on the ground .4; right hand: on the ground .4
  cartwheel, do the cartwheel, turn the cartwheel, round off
head stand | body | body: upside down .9; head: on the ground .85
  headstand, head stand, tripod headstand, do the headstand, sirsasana, yoga headstand
hand walk | body | body: doing a handstand .9
  walk on the hands, walk on both hands, stand on the hands, balance on both hands, balance on the hands
tandem | lead | left foot: in front of the right foot .85
  tandem stance, tandem stand, heel to toe stance, heel to toe, walk heel to toe, sharpened romberg, staggered stance, bow stance, cat stance
landing | lead | body: kneeling on the right knee .85
  superhero landing, three point landing, hero landing, take the knee, took the knee
calf raise | hands | left foot: on tiptoe .85
  calf raise, heel raise, calf raises, heel raises, releve, relevé, rise onto the toes, stand on tiptoes, tippy toes, on tippy toes, on the tippy toes, on tippytoes, on the balls of both feet
tendu front | lead | left foot: in front of the right foot .6; left foot: toes pointed .8; left knee: straight .7
  tendu, tendu devant, tendu to the front
ballet second feet | hands | feet: apart .85; left foot: turned out .7
  second position, second position of the feet, feet in second position
ballet first feet | hands | feet: together .85; left foot: turned out .8
  first position
ballet fifth feet | hands | feet: together .5; left foot: turned out .7
  fifth position, fifth position of the feet, third position, feet in fifth position
ballet fourth feet | lead | left foot: in front of the right foot .7; left foot: turned out .6; right foot: turned out .6
  fourth position, feet in fourth position, fourth position of the feet
ten to two | hands | left foot: turned out .85
  feet splayed out, feet in the v, feet in the v shape, feet form the v, feet splayed, splayed feet, feet at an angle, feet turned outwards in the v
split leap | hands | left foot: off the ground .8; left knee: at most slightly bent .5
  split leap, pike jump, toe touch jump, straddle jump, straddle leap
hurdler stretch | lead | body: sitting on the ground .85; left knee: straight .8; right knee: bent .8
  hurdler stretch, hurdler 's stretch, hurdler 's sit, hurdler sit
manspread | body | body: sitting .85; knees: wide apart .85
  manspread, manspreading
stiff legged | hands | left knee: straight .85
  straight legged, stiff legged, straight kneed, genu recurvatum, hyperextended knees, with stiff legs
bulgarian | lead | left knee: bent .8; right foot: off the ground .7
  bulgarian split squat, rear foot elevated split squat
box squat | body | body: squatting .85
  box squat, air squats, hindu squat
flamingo | lead | body: standing on the left leg .9; right knee: bent .8; right foot: off the ground .7
  flamingo pose, stork pose, like the flamingo, like a flamingo, like the stork, like a stork, passe, retire position, flamingo stance, stork stance, figure four stance, retire, crane stance, crane pose on one leg, flamingo, stork
dancer pose | lead | body: standing on the left leg .85; right leg: raised back .8; right knee: bent .8; right hand: on the right foot .7; left arm: forward .7
  dancer pose, lord of the dance, natarajasana, king dancer, king dancer pose, standing bow pose, dancers pose
attitude | lead | body: standing on the left leg .8; right leg: raised back .8; right knee: bent .85
  attitude derriere, attitude en arriere, ballet attitude, in attitude, attitude croisee
tendu side | leg | left leg: out to the side .8; left foot: toes pointed .8; left knee: at most slightly bent .7
  tendu to the side, tendu a la seconde, side tendu, tendu side, degage to the side
arabesque | lead | body: standing on the left leg .85; left knee: straight .6; right leg: raised back .85; right knee: at most slightly bent .8
  arabesque, airplane balance, first arabesque, second arabesque, third arabesque, fourth arabesque, arabesque penchee, penchee, arabesque penche
scale | lead | body: standing on the left leg .5; left foot: on the ground .7; left knee: at most slightly bent .6; right leg: raised back .85; torso: bent forward .8; right knee: at most slightly bent .8
  single leg deadlift, warrior three, warrior 3, warrior iii, t balance, one legged deadlift, scale balance, standing split, standing splits
warrior one | lead | body: lunging with the left leg forward .85; left arm: overhead .85; right arm: overhead .85; right knee: at most slightly bent .7
  warrior one, warrior 1, warrior i, crescent lunge, high lunge, crescent pose, virabhadrasana one
warrior two | lead | body: lunging to the left .85; left knee: right angle .5; right knee: at most slightly bent .8; left arm: out to the side .85; right arm: out to the side .85; head: turned to the left .7; left elbow: straight .6; right elbow: straight .6; torso: upright .6
  warrior two, warrior 2, warrior ii, warrior pose, virabhadrasana, warrior
triangle | lead | feet: wide apart .85; left knee: straight .7; right knee: straight .7; torso: leaning far to the left .8; left hand: near the left ankle .6; right arm: straight up .8
  triangle pose, trikonasana, extended triangle
side bend | lead | torso: leaning to the left .9; right arm: overhead .3
  side bend, side bends, side bend with the arm overhead, side stretch, crescent moon pose, standing side stretch
side angle | lead | left knee: right angle .8; right knee: at most slightly bent .8; feet: wide apart .8; torso: leaning far to the left .8; right arm: overhead .6
  side angle pose, extended side angle
half moon | lead | body: standing on the left leg .6; right leg: raised to the side .7; left hand: on the ground .5; torso: leaning far to the left .6; right arm: raised .4
  half moon pose, ardha chandrasana
downward dog | hands | left hand: on the ground .9; left foot: on the ground .8; left knee: at most slightly bent .8; torso: bent far forward .8; left elbow: at most slightly bent .7; left hip: bent .85
  downward dog, downward facing dog, down dog, adho mukha svanasana, inverted v, upside down v, inverted v shape, pike position on the floor
upward dog | hands | left hand: on the ground .9; left elbow: at most slightly bent .7; left arm: hanging down .6; torso: back arched .7; left knee: straight .6; left hip: straight .6
  upward dog, upward facing dog, up dog
cobra | hands | left hand: on the ground .85; torso: back arched .8; left knee: straight .7; left hip: straight .6; left knee: on the ground .6
  cobra, cobra pose, sphinx pose, cobra position, bhujangasana, sphinx
child pose | hands | left knee: completely bent .85; left knee: on the ground .85; torso: bent far forward .8; head: on the ground .5
  child pose, child 's pose, childs pose, balasana, kowtow, bow down to the ground, prostrate, grovel, extended child 's pose, extended child pose
cat | body | body: on all fours .9; torso: back rounded .8
  cat pose, cat stretch, cat position
cow | body | body: on all fours .9; torso: back arched .8
  cow pose, cow stretch
bird dog | lead | torso: horizontal .8; left arm: forward .8; right leg: raised back .8; right leg: horizontal .5; right hand: on the ground .85; right arm: hanging down .7; left knee: on the ground .85; right elbow: straight .6; left thigh: vertical .6; left foot: on the ground .3
  bird dog
boat | hands | body: sitting on the ground .7; left leg: raised forward .6; torso: leaning back .8; left arm: forward .6
  boat pose, navasana, v sit, v up, v sit up
crow | hands | left hand: on the ground .9; left foot: off the ground .85; left knee: tightly bent .7; left knee: near the left elbow .6
  crow pose, crane pose, bakasana
camel | hands | left knee: on the ground .85; torso: leaning back .8; torso: back arched .7; left hand: on the left heel .6
  camel pose, ustrasana
pigeon | lead | body: sitting on the ground .4; left knee: bent .8; left knee: on the ground .5; right knee: at most slightly bent .6; right leg: back .8
  pigeon pose
happy baby | hands | body: lying face up .8; left knee: bent .8; left hand: on the left foot .7; left thigh: drawn up to the chest .6
  happy baby, happy baby pose
corpse | body | body: lying face up .95; left knee: straight .7; right knee: straight .7
  corpse pose, savasana, shavasana, starfish on the back
snow angel | hands | body: lying face up .9; left arm: out to the side .6; feet: apart .6
  snow angel, make the snow angel
shoulder stand | hands | left leg: straight up .85; left knee: straight .7; torso: shoulders on the ground .8; torso: hips higher than the shoulders .8
  shoulder stand, candlestick, candle pose, shoulderstand, shoulderstand pose, sarvangasana, shoulder stand pose
legs up wall | hands | body: lying face up .9; left leg: straight up .85; left knee: at most slightly bent .7
  legs up the wall, legs up against the wall, dead bug
superman | hands | body: lying face down .85; left arm: overhead .4; left leg: raised back .4; left foot: off the ground .5
  superman exercise, superman hold
fetal | hands | left knee: tightly bent .8; left thigh: drawn up to the chest .85; left elbow: bent .5; torso: back rounded .6
  fetal position, foetal position, curl into the ball, curled into the ball, curled up in the ball, curl up in the ball, curl up, curled up, cannonball, cannonball pose, tuck position, tuck jump, in the tuck, huddle, huddle up, in the ball, into the ball, roll into the ball, cannonball jump, curled in the fetal position, tuck, tucked somersault, egg position, tucked up in the ball
sit up | body | body: sitting on the ground .5; left knee: bent .7; right knee: bent .7
  sit up exercise, crunch, sit ups, crunches
glute bridge | hands | left foot: on the ground .8; left knee: bent .8; torso: shoulders on the ground .8; torso: hips higher than the shoulders .8; left hip: straight .5
  glute bridge, hip thrust, pelvic bridge, hip bridge
side plank | lead | left hand: on the ground .85; left arm: hanging down .6; torso: leaning far to the left .7; left hip: straight .7; right hip: straight .7; left knee: straight .7; right knee: straight .7; left elbow: at most slightly bent .7
  side plank
elbow plank | hands | body: in a push-up position .8; left elbow: on the ground .85; left knee: straight .8
  forearm plank, elbow plank, plank on the elbows, plank on the forearms, low plank
burpee | body | body: in a push-up position .5
  mountain climber
pistol squat | lead | left knee: tightly bent .8; left foot: on the ground .8; right leg: raised forward .7; right knee: at most slightly bent .7
  pistol squat, single leg squat, one legged squat, shooting duck
cossack | lead | body: lunging to the left .8; left knee: tightly bent .8; right knee: straight .8
  cossack squat
straddle | hands | body: sitting on the ground .85; knees: wide apart .6; left knee: straight .7; feet: wide apart .85
  straddle sit, straddle, sit in the straddle, pancake stretch, wide leg seated, pancake split, seated straddle, straddle seat
long sit | hands | body: sitting on the ground .9; left knee: straight .85; left leg: forward .7
  long sit, long sitting, long seated, long sat, l sit, staff pose, dandasana, sit with outstretched legs, pike sit
butterfly | body | body: sitting on the ground .9; feet: together .85; knees: apart .85; left knee: tightly bent .7; right knee: tightly bent .7
  butterfly stretch, butterfly pose, butterfly position, cobbler pose, bound angle pose, baddha konasana, butterfly sit, cobbler's pose
seated fold | hands | body: sitting on the ground .85; torso: bent forward .85; left knee: at most slightly bent .7; left hand: near the left foot .7
  seated forward fold, seated forward bend, sit and reach, paschimottanasana
meditate | hands | body: sitting cross-legged .85; left hand: on the left knee .6; torso: upright .6
  meditate, meditation pose, meditation position, meditation, meditative pose, buddha pose, like the buddha, sit like the buddha
hug knees | hands | left thigh: drawn up to the chest .85; left knee: tightly bent .8; left hand: near the left shin .6; hands: close together .5
  hug the knees, hug the knees to the chest, hug the knees against the chest, wrap the arms around the knees, wrap the arms around the legs, wrap the arms around the shins, arms wrapped around the knees, arms wrapped around the legs, hold the knees to the chest, arms around the knees, arms around the legs, wrap both arms around the knees, hugs both knees, hug both knees, hug both knees into the chest, hug the knees into the chest, hug the knees in to the chest, pull the knees to the chest, pull both knees to the chest, knees hugged to the chest, hug the shins, hug the shin, hug the legs, clasp the shins, clasp the knees to the chest, knees hugged to the chest, knees hugged
hug knee | leg | left thigh: drawn up to the chest .85; left knee: tightly bent .7; left hand: near the left shin .6; right hand: near the left shin .6
  hug the knee, hug the knee into the chest, hug the knee to the chest, hug one knee to the chest, hug one knee, pull the knee to the chest, knee to chest stretch
figure four | lead | left leg: resting over the right knee .8
  figure four, figure of four, figure 4, ankle on knee
curtsy | lead | left foot: behind the right foot .8; left knee: bent .7; right knee: bent .7
  curtsy, curtsey, curtsy lunge, curtsies, curtsey lunge
bow polite | body | torso: bent forward .85; head: bowed .5
  take the bow, make the bow, do the bow, give the bow, perform the bow, perform the japanese bow, make the japanese bow, do the japanese bow, bow politely, bow from the waist, bow at the waist, japanese bow, good morning exercise
hinge | body | torso: bent forward .8
  hip hinge, hinge at the hips, hinge forward at the hips, hinge forward, hinge at the waist, hinge from the hips, hinge forward from the hips
deadlift | hands | torso: bent forward .8; left knee: slightly bent .6; left elbow: at most slightly bent .6; left arm: hanging down .6
  deadlift, romanian deadlift, bent over row, lift the box off the ground, lift the box from the ground, lift the box off the floor, lift something off the floor, lift the weight off the floor
barbell squat | hands | body: squatting .7; left hand: near the left shoulder .7
  barbell squat, back squat, front squat
bench press | hands | body: lying face up .85; left arm: forward .6
  bench press
surf | lead | left foot: in front of the right foot .6; left knee: partially bent .7; right knee: partially bent .7; left arm: slightly out to the side .4; right arm: slightly out to the side .4; feet: apart .6
  surf, surfing, surf stance, surfing stance, surf pose, skateboard, ride the skateboard, ride the surfboard, snowboard, snowboarding, skateboarding, surfer stance
skate | lead | torso: leaning forward .7; left knee: partially bent .7; right leg: back .6
  speed skate, speed skating, ice skate, skating, roller skate
hurdle | lead | left leg: raised forward .8; right knee: bent .6
  hurdling, leap over the hurdle, jump over the hurdle, clear the hurdle
leap | lead | left leg: raised forward .5; right leg: back .7; left foot: off the ground .3
  grand jete, grand jeté, split leap, split jump
fencing | lead | body: lunging with the left leg forward .8; left arm: forward .8; left elbow: at most slightly bent .7
  fencing lunge
en garde | lead | left foot: in front of the right foot .8; left knee: partially bent .7; right knee: partially bent .7; left arm: forward .6
  en garde, fencing stance, on guard stance, on guard position
relax recline | body | torso: leaning back .7; body: sitting .5
  lounge, lounge back
sleep side | hands | left hand: near the face .4
  asleep on the hands
ballet fifth | hands | left arm: overhead .8; left elbow: partially bent .6; hands: close together .5
  fifth position overhead, arms in high fifth, high fifth, en couronne, fifth position of the arms, arms in fifth position, arms in fifth, bras en couronne, arms en couronne, arms en haut
ballet arms first | hands | left hand: in front of the stomach .8; left elbow: partially bent .7; hands: close together .7
  first position of the arms, arms in first position, arms in first, first position arms, arms of first position
ballet second | hands | left arm: out to the side .8
  second position arms, arms in second position, arms in second, second position of the arms, arms a la seconde, arm a la seconde, arms of second position
ballet first | body | feet: together .6; left foot: turned out .8; right foot: turned out .8
  first position of the feet, feet in first position, ballet first position, turnout, turned out position
headrest | hands | left hand: behind the head .9; left elbow: out to the side .7
  hands behind head, hands behind the head, hands laced behind the head, fingers laced behind the head, hands clasped behind the head, prisoner squat position, hands locked behind the head
pockets | hands | left hand: on the left pocket .9
  hands in pockets, hands in the pockets, hands stuffed in pockets, hands stuffed in the pockets, hands shoved in the pockets, hands shoved in pockets, hands deep in the pockets
pocket | hand | left hand: on the left pocket .9
  hand in pocket, one hand in pocket
steeple | hands | hands: together .8; left hand: in front of the chest .6
  steeple the fingers, twiddle the thumbs, form the heart with the hands, make the heart with the hands, heart shape with the hands
heart overhead | hands | left arm: overhead .8; left elbow: partially bent .6; hands: close together .6
  form the heart above the head, heart shape above the head, heart over the head, ballerina arms, circle over the head, circle above the head, make the circle over the head, make the circle above the head, make the circle overhead, ring over the head, ring above the head, halo over the head, oval over the head, arch over the head, arms make the circle above the head, circle overhead, form the circle above the head, form the circle over the head, form the arch above the head, form the ring above the head, frame the head
dab | lead | left elbow: tightly bent .7; left arm: across the body .3; right arm: diagonally up .7; right elbow: at most slightly bent .7; head: bowed .6
  dab, dabbing, do the dab
lightning | lead | left arm: diagonally up .8; left elbow: at most slightly bent .8; right elbow: tightly bent .7; head: turned to the left .5
  usain bolt pose, lightning bolt pose, bolt pose
disco | lead | left arm: diagonally up .8; left elbow: at most slightly bent .7; right hand: on the right hip .7
  disco pose, disco, saturday night fever pose
egyptian | lead | left elbow: right angle .7; left forearm: pointing up .6; right elbow: right angle .6
  walk like an egyptian, egyptian pose
muscle arm | hand | left elbow: tightly bent .8; left upper arm: horizontal .6; left forearm: pointing up .7
  flex the bicep, show the bicep, flex one arm, flex one bicep, bicep flexed, pop the bicep, show the muscle, show off the muscle, show off the bicep, show me the muscle, show me the bicep, show off the guns, show me the guns, flex the muscle, popeye arm
basketball | hands | left arm: overhead .6; left elbow: bent .6
  shoot the basketball, shoot the ball, shoot hoops, shoot the free throw, jump shot, basketball shot, shoot the jump shot, set the volleyball, throw in, take the throw in
dribble | hand | left elbow: bent .6; left palm: facing down .7; left hand: level with the waist .4
  dribbling, dribble the basketball, bounce the ball, pet the dog, pat the dog
fish | hands | left elbow: right angle .6; left hand: in front of the stomach .6
  fishing, cooking, ironing, hold the fishing rod, cast the fishing rod, hold the hose, water the plants, iron the shirt, stir the pot, chop vegetables, wash the dishes, knead the dough
write | hand | left elbow: right angle .6; left hand: in front of the torso .5; head: slightly bowed .4
  writing, writes, write on the paper, take notes, draw the picture, paint the picture, sign the paper
board | hand | left arm: raised .7; left elbow: bent .5; left hand: level with the head .5
  write on the board, write on the blackboard, write on the whiteboard, clean the window, paint the wall, wash the window, wipe the window, hang the picture
hammer | hand | left elbow: right angle .6; left arm: raised .4
  hammering, hammers, hammer the nail, swing the hammer
umbrella | hand | left elbow: bent .7; left forearm: pointing up .7
  hold the umbrella, carry the umbrella, hold the candle, hold the torch
briefcase | hand | left arm: at the side .8
  carry the briefcase, carry the suitcase, carry the bag, carry the bucket, hold the briefcase, hold the suitcase, carry the shopping bag, hold the bag at the side, walk the dog, pull the suitcase
backpack | hands | left hand: near the left shoulder .7; left elbow: tightly bent .6
  hold the straps, hold the backpack straps, grip the backpack straps, carry the backpack, adjust the backpack, hold the suspenders
shoulder carry | hand | left hand: near the left shoulder .8; left elbow: tightly bent .6
  carry the bag on the shoulder, carry the bag over the shoulder, carry something on the shoulder, carry the box on the shoulder, rest the bat on the shoulder, carry the log on the shoulder, scratch the shoulder, carry the sack over the shoulder
back scratch | hand | left hand: behind the torso .8; left elbow: bent .6
  scratch the back
"""
