"""Actions and named poses that imply geometry ("shading the eyes", "drawing a bow", "tree pose"): their words and the posecodes they stand for.

A word table, not a grammar: each line gives how people name the action, who does it, and what a body then looks like, written for the left
(``right`` is the other side). What stands here is common knowledge of the action, so every statement made of it is *implied*: an explicit
word in the same text outweighs it.

Who: ``hand`` one hand, ``hands`` both alike (mirrored), ``arms`` both unless one of them is spoken of, ``lead`` two sides with a leading one (a bat, a bow, a lunge), ``leg`` one leg,
``body`` no side at all.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache


@dataclass(frozen=True)
class Action:
    """One action: ``who`` does it, and (posecode name, how surely) for a left-sided one."""

    name: str
    who: str
    codes: tuple[tuple[str, float], ...]


_TABLE = """
phone | hand | left hand: on the left ear .85; left elbow: tightly bent .8
  talk on the phone, hold the phone, hold the cellphone, hold the telephone, hold the mobile phone, call on the phone, hold the cell phone, be on the phone, on the phone, make the phone call, take the phone call, answer the phone, speak on the phone, talk into the phone, phone call, hold the smartphone to the ear, hold the mobile to the ear, hold the receiver, speak into the phone, on a call, hold the phone up to the ear, hold the phone against the ear, hold the phone to the ear
text | hand | left hand: in front of the chest .6; left elbow: bent .8
  texting, text on the phone, look at the phone, check the phone, use the phone, scroll on the phone, read the phone, type on the phone, hold the phone in front of the chest, hold the phone in front of the body, scroll through the phone, looking at the smartphone
photo | hands | left hand: in front of the face .7; left elbow: bent .8; hands: close together .6
  take the photo, take the picture, take photos, take pictures, photograph something, hold the camera, hold up the camera, film something, use the camera, take the photograph, hold the camera to the face, hold binoculars, look through binoculars, use binoculars, shoot the photo, snap the photo, snap the picture, hold the camera up to the eye
selfie | hand | left arm: forward .6; left elbow: at most slightly bent .6; left hand: level with the head .5
  take the selfie, selfie
type | hands | left elbow: bent .85; left forearm: pointing forward .6; left hand: level with the stomach .5
  typing, types, type on the keyboard, type on the laptop, type on the computer, work on the laptop, use the laptop, use the keyboard, play the piano, play piano, play the keyboard, work at the computer, use the computer
shade | hand | left hand: on the forehead .85; left elbow: out to the side .5
  shade, shield, shade the eyes, shield the eyes, shade the face, hand as the visor, block the sun, look into the distance
salute | hand | left hand: on the forehead .85; left elbow: out to the side .75; left elbow: tightly bent .75
  salute, military salute, give the salute, in the salute
drink | hand | left hand: near the mouth .8; left elbow: tightly bent .7
  drink, sip, eat, hold the cup to the mouth, drink from the cup, drink from the bottle, drink from the glass, drink water, drink coffee, sip coffee, eat the apple, eat the sandwich, smoke, smoke the cigarette, bite into the apple, sip from the cup, hold the glass to the lips, hold the bottle to the mouth, brush the teeth, hold the microphone, sing into the microphone, blow the kiss, whistle, yawn, bite the nails, sneeze, cough, lick the finger, hold the glass to the mouth, hold the bottle to the lips, hold the cup to the lips, speak into the microphone
think | hand | left hand: on the chin .7; left elbow: tightly bent .6
  thinking, pondering, stroke the chin, scratch the chin, in thought, deep in thought, thinker, thinker pose, stroke the beard, rub the chin, contemplate
wave | hand | left arm: raised .85; left elbow: bent .7; left forearm: pointing up .7
  wave hello, wave goodbye, greet someone, say hello, say goodbye, wave at someone, wave at the camera, wave to the camera
ask | hand | left arm: overhead .8
  raise the hand to ask the question, raise the hand in class, hail the cab, hail the taxi, flag down the taxi, hailing a cab, hold up the umbrella, reach for the top shelf
stop | hand | left arm: forward .8; left elbow: at most slightly bent .7; left palm: facing forward .8
  stop gesture, gesture to stop, signal stop, signal to stop, make the stop sign, shake hands, shake the hand, give the handshake, offer the handshake, open the door, push the button, press the button, knock on the door, reach for the handshake
five | hand | left arm: raised .8; left palm: facing forward .6
  high five, give the high five, wave the flag
oath | hand | left arm: raised .8; left palm: facing forward .6; left elbow: bent .8
  take the oath, swear the oath, taking oath, swearing in, swear on the Bible, be sworn in
nose | hand | left hand: on the nose .85; left elbow: tightly bent .6
  pick the nose, blow the nose, wipe the nose, hold the nose, pinch the nose, block the nose
thumb suck | hand | left hand: on the mouth .85; left elbow: tightly bent .7
  suck the thumb, suck the finger, bite the nails, bite the nail, chew the nails, chew the thumb, finger in the mouth, bite the finger
kiss | hand | left hand: on the mouth .8; left elbow: tightly bent .6
  blow the kiss, blow kisses, kiss the hand
thumbs | hand | left elbow: bent .8; left forearm: pointing forward .5; left hand: in front of the torso .6
  thumbs up, thumb up, give the thumbs up, show the thumbs up, make the thumbs up, show the thumb up, thumbs down, thumb down, give the thumbs down, thumbs up gesture, thumbs up sign
hitch | hand | left arm: out to the side .85; left elbow: at most slightly bent .7
  hitchhike, hitch the ride, thumb the ride, hitch hike
shrug | hands | left shoulder: raised .8; left elbow: bent .7; left palm: facing up .7; left arm: slightly out to the side .4
  shrug the shoulders, shrug with palms up
facepalm | hand | left hand: on the face .85; head: bowed .6
  facepalm, face palm, bury the face in the hand
faces | hands | left hand: on the face .85; head: bowed .5
  bury the face in both hands, bury the face in the hands, head in hands, head in the hands, cry into the hands, face in the hands, face in hands
glasses | hand | left hand: on the left eye .8; left elbow: tightly bent .6
  adjust the glasses, push up the glasses, take off the glasses, put on the glasses, wipe the eye, rub the eye, adjust the sunglasses, push the glasses up, straighten the glasses, rub the eyes, dry the tears, wipe the tears away
hat | hand | left hand: on the top of the head .8; left elbow: bent .7
  tip the hat, hold the hat, adjust the hat, put on the hat, take off the hat, touch the hat, hold onto the hat, comb the hair, brush the hair, put on the helmet, fix the hair, wear the hat with the hand, tip the cap, adjust the cap
sweat | hand | left hand: on the forehead .85
  wipe the forehead, wipe the brow, wipe sweat, wipe the sweat, wipe the sweat from the forehead, wipe the sweat off the forehead, wipe sweat from the forehead, wipe sweat off the forehead, mop the brow, wipe the sweat from the brow, wipe sweat from the brow, feel the forehead
listen | hand | left hand: on the left ear .85
  cup the ear, listen closely, cup the hand behind the ear, cup the hand to the ear, cup the hand around the ear, listening with a hand at the ear, put the hand to the ear to hear
ears | hands | left hand: on the left ear .9
  cover the ears, cover both ears, block the ears, plug the ears, hold the ears, adjust the headphones, put on headphones
eyes | hands | left hand: on the left eye .85
  cover the eyes, cover both eyes, play peekaboo
face cover | hands | left hand: on the face .85
  hide the face, cover the face, wash the face, splash water on the face, bury the face
mouth | hand | left hand: on the mouth .85
  cover the mouth, wipe the mouth, put the finger to the lips, shush, hold the finger to the lips, shushing gesture, whisper, press the finger to the lips
shout | hands | left hand: near the mouth .8; left elbow: tightly bent .6
  shout through the hands, cup the hands around the mouth, shout with hands around the mouth, play the flute, play the trumpet, play the harmonica, eat the burger, play the clarinet, blow the horn, play the recorder, hands cupped around the mouth, blow on the hands, warm the hands
watch | hand | left elbow: bent .85; left forearm: in front of the chest .6; left forearm: pointing inward .5; head: slightly bowed .4
  check the watch, look at the watch, check the wristwatch, check the time, look at the wristwatch, read the watch, glance at the watch
heart | hand | left hand: on the chest .9
  pledge allegiance, hand on the heart, hand over the heart, pledge
bicep | arms | left arm: raised .5; left elbow: tightly bent .8; left upper arm: horizontal .6; left forearm: pointing up .7
  flex the biceps, flex the muscles, show off the muscles, show the biceps, double biceps pose, double biceps, flex both arms, flex both biceps, bodybuilder pose, strongman pose, show the muscles, flexing for the camera, muscle pose, make muscles, make the muscle, make the muscles, show off the biceps, show off the muscle, show the muscle, show off the guns, show the guns, do the bodybuilder pose, flex the arms, pose like the bodybuilder
curl | arms | left elbow: tightly bent .7; left elbow: tucked in .7
  biceps curl, bicep curl, curl dumbbells, curl the barbell, hammer curl
throw | hand | left arm: raised .7; left elbow: bent .75; left elbow: raised .6; left hand: beside the head .5; right foot: in front of the left foot .4
  throw the ball, pitch the ball, toss the ball, hurl, hurl the ball, throw the javelin, throw the stone, throw the rock, throw the spear, throw the frisbee, throw something, throw the baseball, throw the football, about to throw
bowl | hand | left arm: back .6; right foot: in front of the left foot .6; torso: leaning forward .6
  bowling, bowls, roll the bowling ball, bowl the ball
serve | hand | left arm: raised .7; left elbow: bent .6; right arm: overhead .6
  serve the ball, tennis serve, serve in tennis, hit the serve
smash | hand | left arm: overhead .8
  spiking, smashing, spike the ball, spike the volleyball, dunk the ball, slam dunk, dunk, shoot the hoop with one hand
catch | hands | left hand: in front of the chest .7; left elbow: bent .6
  catch the ball, ready to catch, receive the ball, about to catch the ball, to catch, catch someone, catch something, ready to receive, receive the pass, catch the baby, catch the child
carry | hands | left elbow: right angle .7; left hand: in front of the stomach .75
  carry the box, hold the box, carry something, hold the tray, carry the tray, hold the package, carry the package, carry firewood, hold the baby, carry the baby, carry something in front, carry the crate, hold the basket, carry the load, carry something in both arms, carry the stack of books, hold the book, read the book, read the newspaper, hold the newspaper, hold the bouquet, carry the child, hold something in front, read the magazine, hold the ball, hold the basketball, hold the ball with both hands, hold the bowl, hold the mug with both hands, hold the sign, hold the plate, cradle the baby
lift | hands | left arm: overhead .8; left elbow: at most slightly bent .6
  lift the box overhead, lift the weight overhead, lift weights overhead, press the barbell overhead, overhead press, shoulder press, hold the trophy overhead, lift the trophy, military press, hold the barbell overhead, change the lightbulb, hang from the bar, hang from the branch, hang from monkey bars, block at the net, dead hang
pull up | hands | left arm: overhead .7
  pull up on the bar, do the pull up, chin up on the bar, do pull ups
push | hands | left arm: forward .8; left palm: facing forward .6; torso: slightly leaning forward .4
  push the car, push the wall, push against the wall, push something, push the cart, push the box, push the stroller, push the shopping cart, push the door, push the lawn mower, push the heavy object, push the heavy box, push the trolley, push the wheelbarrow, pushing
pull | hands | left arm: forward .5; left hand: in front of the chest .5; torso: slightly leaning back .6
  pull the rope, tug of war, pull something, row the boat, pull on the rope, pull the cord, tug on the rope, pull the heavy object, water skiing, tug the rope
sweep | lead | left hand: in front of the chest .6; right hand: in front of the stomach .6; left elbow: bent .6; right elbow: bent .5
  raking, shoveling, paddling, vacuuming, digging, mopping, hoeing, digs, sweep the floor, mop the floor, rake leaves, use the broom, hold the broom, paddle the canoe, shovel snow, dig the hole, hoe the garden, hold the shovel, hold the paddle
bat | lead | hands: together .85; left hand: beside the left shoulder .5; left elbow: bent .7; torso: turned to the left .5
  swing the bat, hold the bat, hold the baseball bat, swing the baseball bat, baseball stance, batting stance, at bat, ready to bat, hold the sword with both hands, hold the axe, chop wood, swing the axe, batter stance, swing the sword
golf | lead | hands: together .9; torso: slightly leaning forward .6; left elbow: at most slightly bent .5; right elbow: at most slightly bent .5; left knee: slightly bent .4; right knee: slightly bent .4
  play golf, golf swing, swing the golf club, hold the golf club, golf stance, address the golf ball, putt, putt the golf ball, golfer stance, putting stance
racket | hand | left arm: out to the side .65; left elbow: at most slightly bent .5
  swing the racket, hit the forehand, forehand, swing the tennis racket
bow | lead | right arm: out to the side .8; right elbow: straight .75; left hand: near the chin .7; left elbow: tightly bent .7; left elbow: raised .5; head: turned to the right .6
  shoot the bow, draw the bow, archery, shoot the arrow, pull the bow, aim the bow, hold the bow and arrow, shoot arrows, archery pose, shoot the bow and arrow, archer pose, draw the bowstring, pull the bowstring, draw the bow and arrow, pull back the bowstring, loose the arrow, release the arrow, fire the arrow, nock the arrow, let the arrow fly, draw back the string, draw the string
rifle | lead | right arm: forward .5; left hand: near the chin .5; left elbow: bent .7
  aim the rifle, shoot the rifle, hold the rifle, aim the gun with both hands, fire the rifle, shoulder the rifle
pistol | hands | left arm: forward .85; left elbow: at most slightly bent .7; hands: together .8
  aim the pistol, aim the gun, point the gun, shoot the pistol, hold the gun, fire the gun, aim the handgun, point the pistol, fire the pistol
guitar | lead | left hand: in front of the stomach .7; left elbow: right angle .6; right elbow: bent .8; right hand: beside the right shoulder .3
  play the guitar, play guitar, hold the guitar, strum the guitar, play the ukulele, play air guitar, play the banjo, strum, play the air guitar, play bass, play the bass guitar
violin | lead | right hand: beside the right shoulder .5; right elbow: tightly bent .6; left elbow: right angle .5; left hand: in front of the chest .6; head: tilted to the right .5
  play the violin, play violin, play the viola, play the fiddle
steer | hands | left hand: in front of the chest .75; left elbow: bent .7; hands: shoulder-width apart .6; left hand: level with the right hand .6
  hold the steering wheel, drive the car, drive the truck, drive the bus, steer, steer the wheel, steer the car, grip the steering wheel, turn the steering wheel
drums | hands | left elbow: right angle .8; left forearm: pointing forward .6
  play the drums, play drums
conduct | hands | left arm: raised .5; left elbow: bent .7
  conducting, conduct the orchestra
climb | lead | left arm: overhead .75; right arm: raised .5; right knee: raised .6; right knee: bent .7
  climbing, climbs, climb the ladder, climb the wall, rock climb, climb the rope, climb up, climb the tree
stairs | lead | left knee: raised .7; left knee: bent .8; left foot: off the ground .5
  climb the stairs, climb stairs, go up the stairs, walk up the stairs, walk upstairs, step onto the box, step up, step over the obstacle, step onto the stair, go upstairs
ski | hands | left knee: partially bent .75; torso: slightly leaning forward .7; left elbow: bent .7; left hand: in front of the torso .6; feet: shoulder-width apart .3
  ski, skiing, skiing position, ski downhill, skier, ski stance, downhill skiing
ride bike | hands | left arm: forward .6; torso: leaning forward .6; left thigh: raised .4; left knee: bent .7
  ride the bike, ride the bicycle, cycling, pedal, ride the motorcycle, ride the motorbike, biking, hold the handlebars, hold handlebars
ride horse | hands | left knee: bent .8; knees: apart .8; left elbow: right angle .6; left thigh: raised .4
  ride the horse, horseback riding, ride on horseback
row | hands | body: sitting on the ground .5; left arm: forward .7
  use the rowing machine
swim | hands | left arm: overhead .5
  dive into the water, about to dive
hug self | hands | left hand: on the right upper arm .8; left arm: across the body .8
  hug himself, hug herself, hug themselves, hug themself, hug yourself, hug oneself, self hug, hug own body, wrap the arms around himself, wrap the arms around herself, wrap the arms around themselves, wrap both arms around himself, wrap both arms around herself, arms wrapped around himself, arms wrapped around herself, arms wrapped around the body, arms wrapped around the torso, arms wrapped around themselves, wrap the arms around the body, wrap the arms around the torso, hug the body
hug thing | hands | left hand: near the chest .8; left elbow: bent .8
  hug the pillow, hug the teddy bear, hug the bear, hug the doll, hug the cushion, hug the dog, hug the cat, hug the bag, hug the book, clutch the bag, clutch the book, clutch the pillow, hug the toy
hug | hands | left arm: forward .7; left elbow: slightly bent .4
  hug someone, hug the person, give the hug, about to hug, offer the hug, hug the tree, zombie pose, zombie walk, zombie, sleepwalk, sleepwalker, push up against the wall
cheer | arms | left arm: overhead .8
  cheer, celebrate, celebrate the goal, victory pose, victory sign, celebrate the victory, in triumph, raise the arms in triumph, celebration, hooray, y pose, y shape, in victory, in celebration, hands up in the air, in jubilation
surrender | hands | left arm: raised .9; left palm: facing forward .4
  surrender, hold up the hands, in surrender, raise the hands in surrender, stick em up, put the hands up in surrender
beg | hands | left hand: in front of the chest .7; hands: together .6
  beg, plead
pray | hands | hands: together .9; left hand: in front of the chest .85
  pray, prayer position, in prayer, prayer pose, namaste, prayer hands, praying hands, prayer gesture, anjali mudra, say the prayer, palms in prayer, prayer, namaste gesture, namaste position, prayer at the heart, prayer at heart center, hands at heart center, palms together at heart center
clap | hands | hands: together .9; left hand: in front of the torso .8; left elbow: bent .7
  clap, clap the hands, applaud, clap hands, rub the hands together, wring the hands, give the round of applause
box | hands | left elbow: tightly bent .75; left hand: in front of the chin .6; left elbow: pointing down .4
  fighting stance, boxing stance, fighting position, guard position, on guard, boxer, boxing, guard up, in the guard, boxing guard, boxing pose, boxer stance, put up the fists, fists up, put up the dukes, defensive stance, boxer guard, put the guard up, fists up in the guard, fight stance, shadow box, shadowboxing, boxers guard, fists raised to fight
punch | hand | left arm: forward .8; left elbow: at most slightly bent .7
  jab, throw the punch, throw the jab, punch forward, deliver the punch, throw the left hook, throw the cross
block | hands | left forearm: in front of the face .6; left elbow: bent .8
  block the punch, protect the face, shield the face with both arms, defend the face, cower, shield the head, protect the head
head hold | hands | left hand: on the head .85; left elbow: out to the side .4
  hold the head, clutch the head, hold the head in both hands, clutch the head in despair, in despair, tear out the hair, wash the hair, shampoo the hair, pull the hair, tie the hair, put the hair up, tie up the hair, tie the hair back, put the hair in the ponytail, hold the head with both hands
necktie | hands | left hand: near the neck .8; left elbow: tightly bent .6
  adjust the tie, tie the tie, fix the tie, adjust the necktie, button the collar, put on the necklace, fix the collar, adjust the collar, adjust the scarf, straighten the tie
jacket | hands | left hand: near the chest .7; left elbow: bent .7
  button the shirt, zip up the jacket, open the jacket, button up the shirt, unbutton the shirt
shoe | hands | left hand: near the left foot .8
  tie the shoe, tie the shoes, tie the shoelaces, tie the shoelace, tie shoelaces, lace the shoes, put on the shoe, put on shoes, lace up the shoes, put on the socks, put on the shoes, lace up, tie the laces, fix the shoe
toe touch | hands | left hand: near the left foot .85; torso: bent forward .8
  toe touch, toe touches, forward fold, standing forward fold, standing forward bend, fold forward, bend down to touch the toes, pick something up from the floor, pick something up off the floor, pick something up off the ground, pick something up from the ground, pick up something from the floor, pick up something from the ground, pick up the ball, uttanasana, touch the toes, standing pike, rag doll, ragdoll pose
bend toes | hands | left hand: near the left foot .6
  pick up the coin
kick | leg | left leg: raised forward .75; left knee: at most slightly bent .6
  kick the ball, mid kick, front kick, kick something, kick the soccer ball, kick the football, strike the ball, kick at the ball, boot the ball, volley the ball
high kick | leg | left leg: raised high .8; left knee: at most slightly bent .6
  high kick, kick high, kick up high, axe kick, can can kick, cancan kick, grand battement, battement, grand battement devant, goose step, goose stepping
side kick | leg | left leg: raised to the side .85; left knee: at most slightly bent .7
  side kick, roundhouse kick, roundhouse, kick sideways, kick to the side, karate kick
back kick | leg | left leg: raised back .8
  back kick, donkey kick, kick backward, kick back
high knee | leg | left knee: raised .85; left knee: bent .7
  high knee, knee lift, march in place, high knees, knee strike, knee raise, march on the spot
crab | hands | left hand: on the ground .9; left foot: on the ground .85; left knee: bent .8; left hand: behind the torso .5; torso: leaning back .6
  crab walk, crab position, crab walk position, crab pose, reverse tabletop, reverse table top
bear | hands | left hand: on the ground .9; left foot: on the ground .85; torso: bent far forward .8; left hip: bent .8; left knee: partially bent .4
  bear crawl, on hands and feet, on the hands and the feet, on the hands and feet, bear walk, bear position
sidesaddle | hands | body: sitting on the ground .8; left knee: tightly bent .7
  sidesaddle, side saddle, sit sidesaddle, mermaid pose, legs folded to one side, legs tucked to one side, legs to one side, sit side saddle, mermaid sit
knock kneed | hands | left knee: turned inward .7; knees: together .7; feet: shoulder-width apart .5
  knock kneed, knock knees, knees knocking, knees knock together
bow legged | hands | left knee: out to the side .8; feet: shoulder-width apart .4
  bow legged, bandy legged, bowlegged, bandy legs
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
  stretch the arms overhead, stretch the arms up, stretch up, yawn and stretch, have the stretch, reach for the ceiling, reach for the sky, reach for the stars, reach for the top
jack | hands | left arm: diagonally up .75; left elbow: at most slightly bent .6; feet: wide apart .8
  jumping jack, star jump, jumping jacks, x pose, x shape, star pose, starfish, starfish pose, spread eagle, star shape, starfish position, five pointed star, like the star, star jumps, in the star shape, shape of the star
skydive | hands | left elbow: right angle .4; left knee: bent .6; body: lying face down .4
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
akimbo squat | body | body: squatting .9
  sumo squat, goblet squat, air squat, garland pose, malasana, asian squat, frog squat, duck walk, slav squat, catcher stance, catcher position
half squat | hands | left knee: partially bent .8; body: crouching .5
  half squat, quarter squat, partial squat, athletic stance, ready position, athletic position, ready stance, defensive position, batter's stance, goalkeeper stance, tennis ready position
horse stance | hands | left knee: right angle .6; feet: wide apart .85; left foot: turned out .4; torso: upright .6
  horse stance, goddess pose, sumo stance, plie, grand plie, demi plie, wide plie, sumo pose, kung fu stance
chair pose | hands | left knee: right angle .8; torso: leaning forward .5; left arm: overhead .7; body: crouching .4
  chair pose, utkatasana
wall sit | hands | left knee: right angle .85; left thigh: horizontal .8; torso: upright .8
  wall sit, sit against the wall, invisible chair
sprint start | body | body: crouching .6; left hand: on the ground .8; right hand: on the ground .8; torso: bent forward .7
  sprint start, starting blocks, in the blocks, on your marks, starting position of the sprint, runner in the blocks, three point stance, sprinter in the blocks, sprinter in the starting blocks, crouch start
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
elbow crawl | hands | left knee: on the ground .85; left elbow: on the ground .85
  on elbows and knees, on knees and elbows, on the elbows and knees, on forearms and knees, on the knees and the forearms, on the knees and elbows, crawl on the elbows and knees
cartwheel | body | body: upside down .8; feet: apart .7; left hand: on the ground .4; right hand: on the ground .4
  cartwheel, do the cartwheel, turn the cartwheel, round off
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
  ten to two feet, feet at ten to two, feet in the v, feet in the v shape, feet form the v, feet splayed, feet splayed out, splayed feet, feet at an angle, feet turned outwards in the v
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
arabesque | lead | body: standing on the left leg .85; left knee: straight .6; right leg: raised back .85; right knee: at most slightly bent .8
  arabesque, airplane balance
scale | lead | left knee: at most slightly bent .6; right leg: raised back .85; torso: bent forward .8; right knee: at most slightly bent .8
  single leg deadlift, warrior three, warrior 3, warrior iii, t balance, one legged deadlift, scale balance
warrior one | lead | body: lunging with the left leg forward .85; left arm: overhead .85; right arm: overhead .85; right knee: at most slightly bent .7
  warrior one, warrior 1, warrior i, crescent lunge, high lunge, crescent pose, virabhadrasana one
warrior two | lead | left knee: right angle .7; right knee: at most slightly bent .8; feet: wide apart .85; left arm: out to the side .85; right arm: out to the side .85; head: turned to the left .7; left elbow: straight .6; right elbow: straight .6
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
upward dog | hands | left hand: on the ground .9; left elbow: at most slightly bent .7; torso: back arched .7; left knee: straight .6; left hip: straight .6; left knee: on the ground .4
  upward dog, upward facing dog, up dog
cobra | hands | left hand: on the ground .85; torso: back arched .8; left knee: straight .7; left hip: straight .6; left knee: on the ground .6
  cobra, cobra pose, sphinx pose, cobra position, bhujangasana, sphinx
child pose | hands | left knee: completely bent .85; left knee: on the ground .85; torso: bent far forward .8; head: on the ground .5
  child pose, child 's pose, childs pose, balasana, kowtow, bow down to the ground, prostrate, grovel, extended child 's pose, extended child pose
cat | body | body: on all fours .9; torso: back rounded .8
  cat pose, cat stretch, cat position
cow | body | body: on all fours .9; torso: back arched .8
  cow pose, cow stretch
bird dog | lead | body: on all fours .3; left arm: forward .6; right leg: raised back .8; right hand: on the ground .8; left knee: on the ground .8
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
shoulder stand | hands | left leg: straight up .85; left knee: straight .7; body: upside down .3
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
side plank | lead | left hand: on the ground .85; torso: horizontal .4; left knee: straight .7; right knee: straight .7; left elbow: at most slightly bent .5; right arm: out to the side .3
  side plank
elbow plank | hands | left elbow: on the ground .85; left knee: straight .8; torso: horizontal .5; left foot: on the ground .5; left hip: straight .6
  forearm plank, elbow plank, plank on the elbows, plank on the forearms, low plank
burpee | body | body: in a push-up position .5
  mountain climber
pistol squat | lead | left knee: tightly bent .8; left foot: on the ground .8; right leg: raised forward .7; right knee: at most slightly bent .7
  pistol squat, single leg squat, one legged squat, shooting duck
cossack | lead | left knee: tightly bent .8; right knee: straight .8; right leg: out to the side .8; left foot: on the ground .6
  cossack squat
straddle | hands | body: sitting on the ground .85; knees: wide apart .6; left knee: straight .7; feet: wide apart .85
  straddle sit, straddle, sit in the straddle, pancake stretch, wide leg seated, pancake split, seated straddle, straddle seat
long sit | hands | body: sitting on the ground .9; left knee: straight .85; left leg: forward .7
  long sit, l sit, staff pose, dandasana, sit with outstretched legs, pike sit
butterfly | body | body: sitting on the ground .9; feet: together .85; knees: apart .85; left knee: tightly bent .7; right knee: tightly bent .7
  butterfly stretch, butterfly pose, butterfly position, cobbler pose, bound angle pose, baddha konasana, butterfly sit, cobbler's pose
seated fold | hands | body: sitting on the ground .85; torso: bent forward .85; left knee: at most slightly bent .7; left hand: near the left foot .7
  seated forward fold, seated forward bend, sit and reach, paschimottanasana
meditate | hands | body: sitting cross-legged .85; left hand: on the left knee .6; torso: upright .6
  meditate, meditation pose, meditation position, meditation, meditative pose, buddha pose, like the buddha, sit like the buddha
hug knees | hands | left thigh: drawn up to the chest .85; left knee: tightly bent .8; left hand: near the left shin .6
  hug the knees, hug the knees to the chest, hug the knees against the chest, wrap the arms around the knees, wrap the arms around the legs, wrap the arms around the shins, arms wrapped around the knees, arms wrapped around the legs, hold the knees to the chest, arms around the knees, arms around the legs, wrap both arms around the knees, hugs both knees, hug both knees, hug both knees into the chest, hug the knees into the chest, hug the knees in to the chest, pull the knees to the chest, pull both knees to the chest, knees hugged to the chest, hug the shins, hug the shin, hug the legs, clasp the shins, clasp the knees to the chest, knees hugged to the chest, knees hugged
hug knee | leg | left thigh: drawn up to the chest .85; left knee: tightly bent .7
  hug the knee, hug the knee into the chest, hug the knee to the chest, hug one knee to the chest, hug one knee, pull the knee to the chest, knee to chest stretch
figure four | lead | left leg: resting over the right knee .8
  figure four, figure of four, figure 4, ankle on knee
curtsy | lead | left foot: behind the right foot .8; left knee: bent .7; right knee: bent .7
  curtsy, curtsey, curtsy lunge, curtsies, curtsey lunge
bow polite | body | torso: bent forward .85; head: bowed .5
  take the bow, bow politely, bow from the waist, bow at the waist, japanese bow, good morning exercise
deadlift | hands | torso: bent forward .8; left knee: slightly bent .6; left elbow: at most slightly bent .6; left arm: hanging down .6
  deadlift, romanian deadlift, bent over row, hip hinge, hinge at the hips, hinge forward at the hips, hinge forward, hinge at the waist, hinge from the hips, hinge forward from the hips
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
  fencing lunge, fencing stance, en garde
relax recline | body | torso: leaning back .7; body: sitting .5
  lounge, lounge back
sleep side | hands | left hand: near the face .4
  asleep on the hands
ballet fifth | hands | left arm: overhead .8; left elbow: partially bent .6; hands: close together .5
  fifth position overhead, arms in high fifth, high fifth, en couronne, fifth position of the arms
ballet second | hands | left arm: out to the side .8
  second position arms, arms in second position, arms in second
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
  flex the bicep, show the bicep, flex one arm, flex one bicep
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

_VERBS = """
    address adjust aim answer applaud beg bite block blow bounce bow brush bury button call carry cast catch celebrate change check cheer chew chop clap
    clean clear climb clutch comb conduct contemplate cough cover cower cradle cry cup curl curtsey curtsy cycle dab defend deliver dig dive do draw
    dribble drink drive dry dunk eat face facepalm feel fight film fire fix flag flap flex flutter fold form gesture give glance go greet grip grovel hail
    hang have hide hinge hit hitch hitchhike hold hug hurl iron kick knead knock kowtow lace leap lick lift listen look lounge make march meditate
    offer open paddle paint pat pedal pet photograph pick play plead pledge plug ponder pray press prostrate protect pull push put putt raise rake
    reach read receive rest ride rock roll row rub salute say scratch scroll serve set shade shake shampoo shield shoot shout shovel show shrug
    shush sign signal sing sip sit ski skydive sleepwalk smoke snap sneeze speak splash stand steer steeple step stick stir straighten stretch strike
    stroke strum stuff suck surf surrender swear sweep swing take talk tear text think throw tie tip toss touch tuck tug twiddle type unbutton
    use vacuum walk warm wash water wave wear whisper whistle wipe work wrap wring write yawn zip balance shadowbox skate swim
"""
VERBS: frozenset[str] = frozenset(word for line in _VERBS.splitlines() for word in line.split())
"""First words of phrases that are inflected; others stand for nouns."""


@lru_cache(maxsize=1)
def _read() -> tuple[dict[str, Action], dict[str, tuple[str, ...]]]:
    actions: dict[str, Action] = {}
    phrases: dict[str, tuple[str, ...]] = {}
    name = ""
    for line in _TABLE.strip().splitlines():
        if not line.startswith(" "):
            name, who, codes = (cell.strip() for cell in line.split("|"))
            pairs = [code.strip().rsplit(" .", 1) for code in codes.split(";")]
            actions[name] = Action(name, who, tuple((code, float("0." + sure)) for code, sure in pairs))
        else:
            phrases[name] = tuple(phrase.strip() for phrase in line.split(","))
    return actions, phrases


def actions() -> dict[str, Action]:
    """Name -> action."""
    return _read()[0]


def phrases() -> dict[str, tuple[str, ...]]:
    """Name -> how people say it: base forms of verbs, or nouns; "the" stands for any article or possessive."""
    return _read()[1]
