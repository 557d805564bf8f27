"""What hands do in daily life, at work and at play: phones, cups, instruments, tools, balls. First half of the table that ``actions`` reads."""

from __future__ import annotations

DAILY = """
bookworm | body | head: bowed .85
  nose in the book, nose buried in the book, nose in the phone, buried in the book, buried in the phone, face buried in the book, nose in the newspaper, engrossed in the book, engrossed in the phone, absorbed in the phone
recoil | body | torso: leaning back .8; head: slightly raised .4
  recoiling, recoils, recoiled, recoil, flinch back, flinches back, flinching back, shrinks back, shrinking back, rears back, rearing back, draws back in fear, draws back in horror, taken aback, leans back in horror
phone | hand | left hand: on the left ear .85; left elbow: tightly bent .8
  talk on the phone, hold the phone, hold the cellphone, hold the telephone, hold the mobile phone, call on the phone, hold the cell phone, be on the phone, on the phone, make the phone call, take the phone call, answer the phone, speak on the phone, talk into the phone, phone call, hold the smartphone to the ear, hold the mobile to the ear, hold the receiver, speak into the phone, on a call, hold the phone up to the ear, hold the phone against the ear, hold the phone to the ear
text | hand | left hand: in front of the chest .6; left elbow: bent .8
  texting, text on the phone, look at the phone, check the phone, use the phone, scroll on the phone, read the phone, type on the phone, hold the phone in front of the chest, hold the phone in front of the body, scroll through the phone, looking at the smartphone
photo | hands | left hand: in front of the face .7; left elbow: bent .8; hands: close together .6
  take the photo, take the picture, take photos, take pictures, photograph something, hold the camera, hold up the camera, film something, use the camera, take the photograph, hold the camera to the face, hold binoculars, look through binoculars, use binoculars, shoot the photo, snap the photo, snap the picture, hold the camera up to the eye
selfie | hand | left arm: forward .6; left elbow: at most slightly bent .6; left hand: level with the head .5
  take the selfie, selfie
type | hands | left elbow: bent .85; left forearm: pointing forward .6; left hand: level with the stomach .5; left palm: facing down .6
  typing, types, type on the keyboard, type on the laptop, type on the computer, work on the laptop, use the laptop, use the keyboard, play the piano, play piano, play the keyboard, work at the computer, use the computer
shade | hand | left hand: on the forehead .85; left elbow: out to the side .5
  shade, shield, shade the eyes, shield the eyes, shade the face, hand as the visor, block the sun, look into the distance
salute | hand | left hand: on the forehead .85; left elbow: out to the side .75; left elbow: tightly bent .75
  salute, military salute, give the salute, in the salute
drink | hand | left hand: near the mouth .8; left elbow: tightly bent .7
  drink, sip, eat, hold the cup to the mouth, drink from the cup, drink from the bottle, drink from the glass, drink water, drink coffee, sip coffee, eat the apple, eat the sandwich, smoke, smoke the cigarette, bite into the apple, sip from the cup, hold the glass to the lips, hold the bottle to the mouth, brush the teeth, hold the microphone, sing into the microphone, blow the kiss, whistle, yawn, bite the nails, sneeze, cough, lick the finger, hold the glass to the mouth, hold the bottle to the lips, hold the cup to the lips, speak into the microphone
think | hand | left hand: on the chin .7; left elbow: tightly bent .6
  thinking, pondering, stroke the chin, scratch the chin, in thought, deep in thought, thinker, thinker pose, thinker 's gesture, thinker 's pose, thinking gesture, thinking pose, stroke the beard, rub the chin, contemplate
wave | hand | left arm: raised .85; left elbow: bent .7; left forearm: pointing up .7
  wave hello, wave goodbye, greet someone, say hello, say goodbye, wave at someone, wave at the camera, wave to the camera
ask | hand | left arm: overhead .8
  raise the hand to ask the question, raise the hand in class, hail the cab, hail the taxi, flag down the taxi, hailing a cab, hold up the umbrella, reach for the top shelf
stop | hand | left arm: forward .8; left elbow: at most slightly bent .7; left palm: facing forward .8
  stop gesture, gesture to stop, signal stop, signal to stop, make the stop sign, stop traffic, stop the traffic, stop cars, stop the car, stop the cars, stop a bus, open the door, push the button, press the button
handshake | hand | left arm: slightly forward .75; left arm: diagonally down .6; left hand: in front of the torso .6; left palm: facing inward .6
  shake hands, shake the hand, give the handshake, offer the handshake, reach for the handshake, for the handshake, in the handshake, in for the handshake, out to shake hands, out to shake, offer the hand to shake
knock | hand | left elbow: bent .8; left hand: in front of the torso .6
  knock on the door, knocking, knock at the door, ring the bell, ring the doorbell
sling | hand | left elbow: right angle .8; left forearm: horizontal .6; left hand: near the stomach .5
  arm in the sling, in the sling, wear the sling, arm in sling
cross stretch | hand | left arm: across the body .85; left elbow: at most slightly bent .5
  cross body stretch, cross body shoulder stretch, crossbody stretch, cross body arm stretch, shoulder stretch across the body, posterior shoulder stretch
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
  thumbs up, give the thumbs up, show the thumbs up, make the thumbs up, show the thumb up, thumbs down, give the thumbs down, thumbs up gesture, thumbs up sign
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
push | hands | left arm: forward .8; left palm: facing forward .7; torso: slightly leaning forward .4
  push the car, push the wall, push against the wall, push something, push the cart, push the box, push the stroller, push the shopping cart, push the door, push the lawn mower, push the heavy object, push the heavy box, push the trolley, push the wheelbarrow, pushing
pull | hands | left arm: forward .5; left hand: in front of the chest .5; torso: slightly leaning back .6
  pull the rope, tug of war, pull something, row the boat, pull on the rope, pull the cord, tug on the rope, pull the heavy object, water skiing, tug the rope
sweep | lead | left hand: in front of the chest .6; right hand: in front of the stomach .6; left elbow: bent .6; right elbow: bent .5
  raking, shoveling, paddling, vacuuming, digging, mopping, hoeing, digs, sweep the floor, mop the floor, rake leaves, use the broom, hold the broom, paddle the canoe, shovel snow, dig the hole, hoe the garden, hold the shovel, hold the paddle, kayaking, canoeing
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
  use the rowing machine, rowing, on the rowing machine
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
beg | hands | left hand: in front of the chest .6; left palm: facing up .5
  beg
plead | hands | left hand: in front of the chest .7; hands: together .6
  plead
pray | hands | hands: together .9; left hand: in front of the chest .85
  pray, prayer position, in prayer, prayer pose, namaste, prayer hands, praying hands, prayer gesture, anjali mudra, say the prayer, palms in prayer, prayer, namaste gesture, namaste position, prayer at the heart, prayer at heart center, hands at heart center, palms together at heart center
clap | hands | hands: together .9; left hand: in front of the torso .8; left elbow: bent .7
  clap, clap the hands, applaud, clap hands, rub the hands together, wring the hands, give the round of applause
box | hands | left elbow: tightly bent .75; left hand: in front of the chin .6; left elbow: pointing down .4
  fighting stance, boxing stance, fighting position, guard position, on guard, boxer, boxing, guard up, in the guard, boxing guard, boxing pose, boxer stance, put up the fists, fists up, put up the dukes, defensive stance, boxer guard, boxer 's guard, boxer 's stance, put the guard up, fists up in the guard, fight stance, shadow box, shadowboxing, boxers guard, fists raised to fight
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
"""
