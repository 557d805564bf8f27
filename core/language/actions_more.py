"""More of what people are seen doing: in kitchens and workshops, getting dressed, with instruments, on fields and in water. Third part of the table that
``actions`` reads; "peel/slice the potato/carrot" stands for all four phrases."""

from __future__ import annotations

MORE = """
handwork | hands | left elbow: right angle .6; left hand: in front of the stomach .6; head: slightly bowed .4
  peel/slice/dice/grate/chop/cut/mince the potato/potatoes/carrot/carrots/onion/onions/apple/apples/cheese/bread/vegetable/meat/fish/tomato/tomatoes/cucumber/lemon/fruit
  roll/roll_out/knead/work/stretch/shape the dough/pastry/pizza/clay, do/rinse/dry/scrub/wash_up the dishes/plates/pots/dishes/plate/pan, fold the towel/towels/laundry/shirt/shirts/clothes/sheet/blanket/napkin/paper/letter/map
  wrap/unwrap/open/unpack/tie the gift/present/parcel/package/jar/bottle/envelope/tin, sew/mend/darn/embroider/knit the sock/scarf/button/sweater/dress/shirt, sew, knit, sewing, knitting, crocheting, crochet, embroidering, do needlework
  deal/shuffle/hold the cards, shuffle the deck, deal out the cards, shell peas, whittle the stick, carve the wood/statue/meat/roast/turkey, butter the bread/toast, spread butter/jam, make the sandwich/salad/cake/pizza, decorate/ice/frost/cut the cake
  mix/whisk/beat/stir/fold the batter/eggs/salad/sauce/soup/cream/stew/paint/coffee/tea, toss the salad, season the food/meat/dish, light the candle/match/lantern, count the money, string beads, arrange/trim the flowers/bouquet, play chess/cards/checkers
  type the message, solder, mould the clay, throw the pot on the wheel, wring out the cloth/towel, scrub the vegetables, fillet the fish, crack the egg, roll the cigarette, stuff the envelope, sharpen the pencil/knife, polish the shoe/shoes/silver, grind coffee/spices
pour | hand | left elbow: bent .7; left forearm: pointing forward .5; left hand: in front of the torso .6
  pour/serve the tea/coffee/wine/water/milk/beer/drink/juice/champagne, pour out the tea/coffee, flip the pancake/pancakes/omelette/burger, unlock/lock the door, turn the key/knob/handle, swipe the card, hand over the money/letter/card, feed the ducks/pigeons/birds, roll the dice, play with the yoyo
  use/hold the remote, point the remote, water the flowers/garden, hold out the ticket, press/push the doorbell/buzzer, light the cigarette, hold the spatula/ladle/spoon/knife, use the spatula
wipe low | hand | left elbow: partially bent .6; left hand: in front of the torso .7; left hand: level with the waist .4; torso: slightly leaning forward .5
  wipe/dust/polish/clean/scrub/sand the table/counter/desk/bench/worktop/countertop/surface, saw the wood/plank/board/log/branch, plane the board, sand the plank, pet/stroke/pat the cat/horse/dog
wash line | hands | left arm: raised .75; left elbow: bent .5; left hand: above the head .5
  hang out the laundry/washing/clothes/wash, hang up the laundry/washing/clothes/wash/shirt/coat, hang the laundry/washing/clothes/wash/towels/sheets/curtains/decorations/garland, peg/pin the washing/laundry/clothes/shirt/sheet, peg out the washing/laundry/clothes, put up the decorations/curtains/shelf
change bulb | hands | left arm: overhead .7
  change/replace/screw_in/unscrew the light_bulb/lightbulb/bulb
reach up | hand | left arm: raised .85; left hand: above the head .6
  pick/pluck apples/cherries/the_apple/the_orange/oranges/fruit/the_cherry/lemons/the_peach, reach for the cupboard/branch/shelf/rail/strap/handle above, grab/hold the strap on the bus, hold onto the strap, hold the overhead strap/bar/handle/rail, swat the fly, catch the butterfly, draw the curtain/curtains, hail the bus, hold up the lantern
eat hand | hand | left hand: near the mouth .8; left elbow: tightly bent .7
  lick the ice_cream/lollipop/spoon/cone, eat/slurp/spoon the soup/noodles/rice/cereal/yogurt/ice_cream/spaghetti/pasta/banana/cookie/cake/pizza/taco/snack/lunch/breakfast/dinner, taste the soup/food/sauce/wine, bite into the pear/peach/cookie/bread/pizza/slice, munch/nibble/chew the apple/carrot/cookie/biscuit
  apply/put_on/wear/touch_up the lipstick, apply/put_on lip_balm, blow out the candle/candles, blow the bubbles/balloon/whistle, blow bubbles, floss the teeth, pick the teeth, suck the lollipop/straw, drink through the straw, take the pill, use the inhaler, play the kazoo, chew gum
eat both | hands | left hand: near the mouth .8; left elbow: tightly bent .7
  eat the watermelon/corn/burger/hamburger/sandwich with both hands, bite into the burger/hamburger/watermelon/corn/sandwich, play the saxophone/oboe/bassoon/pan_flute/trombone/cornet/tuba/harmonica/ocarina/tin_whistle, drink from the mug/cup/bowl with both hands, drink from the bowl, inflate the balloon, blow up the balloon, slurp from the bowl, sneeze into the hands, cough into the hands
cello | lead | right hand: beside the head .5; right elbow: tightly bent .6; left elbow: partially bent .5; left hand: in front of the stomach .6; knees: apart .4
  play the cello, play cello, play the double bass, play the upright bass
harp | hands | left arm: slightly forward .6; left elbow: bent .6; left hand: level with the chest .6
  play the harp/accordion/concertina/xylophone, play the harp, work the accordion, squeeze the accordion
drum | hands | left elbow: right angle .7; left forearm: pointing forward .6
  bang/beat/hit/play the drum/bongos/bongo/congas/djembe/timpani/tambourine, mix the records, spin the records, dj
shave | hand | left hand: on the left cheek .75; left elbow: tightly bent .7
  shave the face/beard/cheek, shave, apply/put_on/dab makeup/foundation/rouge/blusher/powder, powder the face/cheek, apply/rub cream/sunscreen/lotion on the face, slap the face, stroke the cheek
eyelid | hand | left hand: on the left eye .8; left elbow: tightly bent .7
  apply/put_on mascara/eyeliner/eyeshadow, put in the contact lens/lenses, peer/look/squint/gaze/stare/see through the telescope/spyglass/magnifying_glass/monocle/microscope/peephole/keyhole, hold the magnifying_glass/telescope/monocle to the eye, look through the viewfinder
hairdo | hand | left hand: on the head .75; left elbow: bent .7
  blow dry the hair, dry the hair, blowdry the hair, style/curl/straighten/cut/trim/tousle/ruffle/rinse the hair, run the hand through the hair, run the fingers through the hair, twirl the hair, twist the hair, play with the hair, tuck the hair behind the ear, push the hair back, brush the hair back, smooth the hair, flick the hair back
towel | hands | left hand: on the head .7; left elbow: bent .7
  towel the hair, towel dry the hair, dry the hair with the towel, braid/plait the hair, pin up the hair, put on the crown/wig/helmet/headband, take off the helmet/wig/headband, balance the basket/book/pot/jar/jug on the head with both hands, pull the sweater/jumper/shirt over the head, carry the basket/jug/pot on the head with both hands
overhead both | hands | left arm: overhead .8; left elbow: at most slightly bent .5
  lift/raise/press/hoist/heave/push/jerk/snatch the barbell/weight/weights/dumbbell/dumbbells/trophy/cup/kettlebell/medal/belt/bar/log/stone overhead, raise/hold_aloft/hoist the trophy/cup/banner, hold up the trophy/banner/sign/placard/cup
  do the pull-up/chin-up, do pull-ups/chin-ups/pullups/chinups/pull_ups, do the pullup/chinup, swing from the bar/branch/trapeze/rings, swing/hang on the bar/trapeze/rings/monkey_bars, hang from the trapeze/rings/tree/ledge/rope, set the ball, carry the canoe/surfboard/kayak on the head, take off the sweater/jumper/shirt/tshirt/top
carry child | hands | left hand: near the left shoulder .5; left elbow: bent .7
  give the piggyback ride/piggyback, carry the child/kid/boy/girl piggyback, carry the child/kid/boy/girl on the back
cradle | hands | left elbow: bent .85; left hand: in front of the chest .6
  rock/cradle/nurse/soothe/burp/breastfeed/feed the baby/infant/doll/newborn/kitten, cradle/hold/clutch/cuddle/carry the cat/puppy/kitten/bunny/rabbit/teddy/doll/lamb, hold the melon/vase/pumpkin/ball in both arms, carry the armful of wood/firewood/books/logs, hold the armful of flowers
two bags | hands | left arm: at the side .8; left elbow: straight .5
  carry/hold/lug/haul two shopping_bags/buckets/suitcases/bags/pails/grocery_bags, carry the buckets/suitcases/pails/shopping_bags/bags/groceries/dumbbells, carry the bag in each hand, carry the bucket in each hand, farmer 's walk, farmers walk, farmer 's carry, farmers carry
one bag | hand | left arm: at the side .8; left elbow: at most slightly bent .5
  carry the bag/bucket/suitcase/briefcase/basket/lantern/jug/can/toolbox/guitar_case/pail/handbag/purse/satchel, wheel/drag/pull the suitcase/trolley_case/sled/sledge
on shoulder | hand | left hand: near the left shoulder .8; left elbow: tightly bent .6
  carry the ladder/plank/log/sack/bag/rifle/beam/surfboard/jug/pole/child/girl/boy on the shoulder, shoulder the bag/sack/log/pole/beam, sling the bag/jacket/coat over the shoulder, throw the jacket/coat/bag over the shoulder
waiter | hand | left elbow: tightly bent .6; left hand: level with the left shoulder .7; left palm: facing up .7
  carry/hold/balance the tray on one_hand/the_hand/the_palm/the_fingertips/one_palm, waiter with the tray, carry the tray like the waiter, balance the tray
hauling | hands | left arm: forward .6; left hand: in front of the torso .7; torso: leaning back .6
  haul/heave/tug on the rope/line/net/cable/chain, haul the rope/net/line/boat, haul in the net/line/rope/anchor, heave the rope, pull at the rope
reel | hands | left elbow: bent .7; left hand: in front of the torso .7
  reel in the fish/line, reel in the big fish, cast the line/fishing_line, fly the kite, jump rope, skip rope, jump the rope, hold the reins, drill the hole, use the drill, hold the drill, screw in the screw, tighten the bolt/screw/nut, turn the screwdriver/wrench/spanner, hold the screwdriver, use the wrench/screwdriver, crack the knuckles
  hold/wear handcuffs, play the video game, play video games, hold the controller/gamepad, fly the drone, hold/read the map/menu/letter/magazine/hymnal/programme/document/report/scroll/tablet, unroll the scroll/map, read the book, look at the map/tablet, tear up the letter
dart | hand | left elbow: tightly bent .75; left hand: level with the left shoulder .5; left elbow: pointing forward .4
  throw the dart/darts, play darts, aim the dart
shot put | hand | left hand: near the neck .8; left elbow: tightly bent .8
  put the shot, shot put, throw the shot, shot putter
discus | lead | left arm: back .7; left elbow: at most slightly bent .6; torso: turned to the left .6
  throw the discus, discus thrower, hurl the discus, discus throw
bump | hands | left arm: forward .6; left arm: diagonally down .5; left elbow: at most slightly bent .7; hands: together .8
  bump/dig/pass the volleyball, bump pass, forearm pass, dig the ball, bump the ball
spike | hand | left arm: overhead .8
  spike/smash/slam the shuttlecock/volleyball/badminton_shuttlecock/shuttle, hit the smash/overhead_smash, smash, jump smash
backhand | lead | right arm: across the body .7; torso: turned to the left .6
  hit/play/swing the backhand, backhand, hit the backhand stroke, backhand stroke, swat the backhand
forehand | hand | left arm: out to the side .6; left elbow: at most slightly bent .5
  play/hit/swing the forehand stroke/drive, play the forehand, hit the ball with the racket, return the ball with the forehand
cricket | lead | hands: together .85; left foot: in front of the right foot .4; left knee: slightly bent .5; torso: leaning forward .5
  bat in cricket, hold the cricket bat, play the hockey stick, hold the hockey stick, play hockey, play ice hockey, hockey stance, play lacrosse, play croquet
pool table | lead | torso: bent forward .8; left arm: forward .6; left elbow: at most slightly bent .4; right elbow: right angle .6
  play pool/billiards/snooker, line up the shot, aim the cue, hold the cue, pool player, shoot pool
front crawl | lead | body: lying face down .7; left arm: overhead .8; right arm: at the side .5
  swim front crawl, front crawl, swim the crawl, do the front crawl, swim freestyle, freestyle swimming, swim the front crawl
breaststroke | hands | body: lying face down .7; left arm: forward .4; left arm: overhead .7
  swim breaststroke, breaststroke, glide through the water, glide underwater, dive into the pool/water/lake/sea, swim underwater, dive in
backstroke | lead | body: lying face up .8; left arm: overhead .8; right arm: at the side .6
  swim backstroke, backstroke, swim the backstroke, swim on the back
float | hands | body: lying face up .85; left arm: out to the side .5
  float on the back, float in the water, float on the water, float in the pool
twist dance | hands | left knee: partially bent .5; left elbow: right angle .6
  do the twist, dance the twist, do the robot, hula hoop, do the hula hoop, juggle, juggle balls, juggle three balls, hulahoop
pirouette | lead | body: standing on the left leg .85; left foot: on tiptoe .6; right knee: bent .8; right foot: near the left knee .6; left arm: forward .3
  pirouette, do the pirouette, turn the pirouette, fouette
ballroom | lead | left arm: out to the side .7; left elbow: bent .5; right arm: forward .5; right elbow: bent .7
  waltz, dance the waltz, ballroom dance, tango, dance the tango, dance hold, ballroom hold, closed hold
lasso | hand | left arm: overhead .75
  swing the lasso, lasso, twirl the lasso, crack the whip, throw the lasso, twirl the ribbon overhead, wave the scarf/sparkler/flag/baton/handkerchief/hat overhead/in the air, swing the hammer above the head
fan | hand | left hand: in front of the face .6; left elbow: tightly bent .7
  fan herself, fan himself, fan themselves, fan the face, hold the fan, hold the mirror, look in the hand mirror, hold the mask, sniff/smell the flower/rose/wine/perfume, hold the rose to the nose, hold the lollipop
railing | hands | torso: leaning forward .75; left hand: in front of the torso .6; left elbow: bent .5
  lean on the railing/rail/counter/bar/banister/balustrade/fence/gate/table/desk/wheel/cart/handlebars/lectern/windowsill/parapet, lean over the railing/rail/counter/fence/table/desk/wall/balcony/sink/stove/workbench/bench/microscope
cane | hand | left elbow: slightly bent .5; left hand: in front of the torso .3; left arm: slightly forward .6
  lean on the stick/cane/walking_stick/staff/umbrella, use the cane/walking_stick/stick, walk with the cane/stick/walking stick
crutches | hands | left arm: lowered .6; left elbow: slightly bent .6; left arm: slightly forward .5
  use crutches, walk on crutches, walk with crutches, lean on crutches, on crutches, use the walker, walk with the walker, push the walker, lean on the walker, hold parallel bars
wheels | hands | body: sitting on a seat .6; left arm: lowered .7; left elbow: bent .6
  push the wheels, wheel the wheelchair, roll the wheelchair, propel the wheelchair, push the rims
swinging | hands | body: sitting on a seat .8; left hand: level with the head .5; left elbow: bent .7
  swing on the swing, ride the swing, play on the swing
slide | hands | body: sitting on the ground .4; left leg: forward .7; left knee: at most slightly bent .5
  slide down the slide, sled down the hill, ride the sled
sneak | hands | left knee: partially bent .6
  sneak, sneak up, tiptoe around, prowl, stalk the prey, sumo wrestle, wrestle, in the wrestling stance, wrestler stance
tai chi | hands | left knee: partially bent .6; left elbow: bent .5; left arm: forward .4
  tai chi, do tai chi, practice tai chi, practise tai chi, karate stance, do karate, kung fu pose
sword | hands | hands: together .5; left hand: in front of the torso .7; left elbow: bent .6
  hold the sword/lightsaber/katana/staff/spear/banner/flag/torch/candle/scepter/cross in front, hold the sword/katana/lightsaber/club/staff
sign | hands | left hand: in front of the chest .7; left elbow: bent .7
  hold up the sign, hold the sign/poster/placard/picture/certificate/board/medal/photograph/plate/bowl/cup with both hands, hold up the board/certificate/poster/medal/shirt/picture
flag | hand | left elbow: bent .6; left forearm: pointing up .6
  hold the flag/flagpole/spear/staff/pole/sparkler/torch/wand/banner/balloon/sparkler, carry the flag/banner/torch/spear, wave the wand, hold the lamp, hold the glass, hold up the glass, raise the glass, toast with the glass, make the toast, propose the toast, hold the wine glass, hold the mug/cup/drink/ice_cream/flower/rose
belly pain | hands | left hand: on the stomach .85
  hold/clutch/grip/rub/pat/cradle/cup the stomach/belly/tummy/bump in pain, hold the stomach/belly/tummy, clutch the stomach/belly/tummy, have the stomachache, pat the belly/stomach/tummy, cradle the bump/baby_bump/pregnant_belly, rub the belly/stomach/tummy, double up in pain
back pain | hand | left hand: on the lower back .85; left elbow: bent .6
  hold the back in pain, clutch/rub/grip/massage the lower_back/back, hold the lower back, have the sore back, have the backache, nurse the back, hold the aching back, hold the back
heartache | hand | left hand: on the chest .85; left elbow: bent .6
  clutch/grip/hold/pound/beat/thump/pat the chest/heart, clutch the chest in pain, swear on the heart, have the heart attack, clutch the pearls, catch the breath with the hand on the chest
search pocket | hand | left hand: on the left pocket .85
  search/rummage_in/dig_in/check/feel_in/reach_into/pat the pocket/trouser_pocket/jeans_pocket, pull the wallet/phone/keys from the pocket, take the wallet/phone/keys out of the pocket, put the phone/wallet/keys in the pocket, draw the gun from the holster, draw the gun, reach for the holster, draw the sword, quick draw
eavesdrop | hand | left hand: near the left ear .7; left elbow: tightly bent .6
  listen at the door, cup the hand to listen, put in the earring, put on the earring, put in the earbud, scratch the ear, tug the earlobe, pull the earlobe, adjust the earpiece, hold the earpiece, plug one ear, listen to the radio/walkie_talkie, hold the shell to the ear, talk into the walkie talkie
mowing | hands | left arm: forward .6; left elbow: partially bent .5; left hand: in front of the torso .6; torso: slightly leaning forward .5
  mow the lawn/grass, push the mower/lawnmower/lawn_mower/cart/sledge/sled/car/barrow/pram/buggy, push the buggy/pushchair/pram/stroller along, use the lawnmower/mower/vacuum
paddling | lead | left hand: in front of the chest .6; right hand: in front of the stomach .6; left elbow: bent .5; right elbow: bent .5
  paddle the kayak/boat/raft/surfboard/board, punt the boat, dig with the spade/shovel, rake the leaves/lawn/garden/sand, sweep the path/yard/street/leaves, mop the kitchen/deck/hall, turn the soil
boarding | lead | left foot: in front of the right foot .5; left knee: partially bent .7; right knee: partially bent .7; feet: apart .5
  skateboard, snowboard, kitesurf, windsurf, wakeboard, surf the wave, ride the wave, ride the scooter, on the skateboard, on the snowboard, on the surfboard
fencer | lead | left arm: forward .8; left elbow: at most slightly bent .6; left knee: partially bent .6; right knee: partially bent .4; left foot: in front of the right foot .7
  lunge at the opponent, thrust the foil/sword/rapier/blade, in the fencing pose, fencing bout
push up thing | hands | left arm: forward .8; left palm: facing forward .7; left elbow: at most slightly bent .4; torso: leaning forward .6
  push the wall/tree/boulder/rock/fridge/wardrobe/piano, shove the wall/car/boulder/crate, push against the tree/door/rock, lean into the wall, push off the wall
stop palm | hand | left arm: forward .8; left elbow: at most slightly bent .6; left palm: facing forward .8
  halt gesture, traffic policeman 's stop, policeman 's stop, stop sign with the hand, halt sign, signal to halt, talk to the hand, order to stop, tell someone to stop, traffic stop, ward off the blow, stop hand, hand stop, stop sign gesture
tuck ski | hands | left knee: right angle .7; torso: bent forward .8; left elbow: tightly bent .6; left hand: in front of the face .6; feet: shoulder-width apart .4
  ski tuck, skier in the tuck, skier 's tuck, downhill tuck, tuck of the skier, downhill racer, aero tuck, aerodynamic tuck, downhill skier in the tuck, speed skier
wind up | lead | left arm: raised .5; left hand: behind the left shoulder .5; left elbow: bent .8; left upper arm: horizontal .5; right foot: in front of the left foot .4
  wind up to throw, wound up to throw, winding up to throw, cocked to throw, cocked back to throw, wind up for the throw, wind up for the pitch, wound up for the pitch, cock the arm to throw, rear back to throw, ready to throw overarm, overarm throw, throw overarm, throw the ball overarm
flyswat | hand | left arm: raised .8; left elbow: bent .5
  conduct with one hand, swat at the fly, crack the whip overhead, hold up the lamp, hail the waiter, bid at the auction, raise the flag, wave the flag overhead, hold the balloon, point at the screen, write on the wall, screw in the bulb, open the cupboard/cabinet/locker, put the book on the shelf, take the book from the shelf, put the dishes in the cupboard, dust the shelf
camera steady | hand | left hand: near the face .7; left elbow: tightly bent .7
  steady the camera, hold the camera to the eye, camera held to the eye, camera held up to the eye, hold the camera at the eye, steady the camera held to the eye, steady the phone, focus the lens, hold the viewfinder to the eye
pick dropped | hand | left hand: near the left foot .8; torso: bent forward .6
  pick the dropped coin
elbow sneeze | hand | left elbow: tightly bent .8; left elbow: in front of the face .7
  sneeze into the elbow, cough into the elbow, sneeze in the elbow, cough into the sleeve, sneeze into the sleeve, bury the face in the crook of the elbow, sneeze into the arm, cough into the arm, bury the nose in the elbow
head throw back | body | head: thrown back .85; head: looking up .8
  throw the head back, toss the head back, howl at the moon, guffaw, laugh with the head back, gargle, look up in awe, stargaze
"""
