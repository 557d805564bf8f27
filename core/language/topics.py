"""Words that are about something else than the pose: clothes, objects, places, weather, looks, age, mood.

Understanding says nothing of them, and what is left of a description that consists of such words alone is an aside, not a gap in understanding.
"""

from __future__ import annotations

_CLOTHES = """
wear wears wearing wore worn dressed clothed shirt t-shirt tshirt blouse sweater pullover jumper jacket coat suit blazer vest hoodie dress skirt gown
jeans trousers pants shorts leggings tights underwear bikini swimsuit uniform costume outfit clothing clothes apron robe kimono sari scarf gloves glove
mittens socks sock sneakers sandals slippers heels bare barefoot trainers shirtless topless nude naked tie necktie bowtie button buttons sleeve sleeves
collared zipper zipped leather denim cotton woolen silk striped stripe stripes plaid checkered patterned floral casual formal sporty athletic
sportswear tracksuit leotard tutu ballet glasses sunglasses spectacles watch wristwatch bracelet ring rings necklace earring earrings jewelry
jewellery tattoo tattoos tattooed makeup lipstick nails polish bag handbag backpack purse rucksack bandana headband headphones earphones mask goggles visor
"""
_COLOURS = """
red blue green yellow orange purple pink black white grey gray brown beige navy teal maroon turquoise golden silver dark bright pale colorful
colourful colored coloured blond blonde brunette painted
"""
_LOOKS = """
old young elderly aged middle-aged year years age teenage tall short slim thin fat chubby muscular
slender stocky overweight fit lean-built handsome beautiful pretty attractive cute ugly bald bearded moustache mustache ponytail braid braids
braided curly wavy haircut hairstyle hairdo freckles wrinkles skin complexion asian african european caucasian hispanic indian chinese japanese
american ethnicity married
couple team crowd people
"""
_MOOD = """
happy happily sad sadly angry angrily cheerful cheerfully joyful joyfully glad excited excitedly smile smiles smiling smiled grin grins grinning laugh
laughs laughing laughed cry crying tears upset worried worry nervous nervously anxious anxiously afraid scared fear fearful surprised surprise
shocked bored boredom tired exhausted sleepy serious seriously solemn thoughtful thoughtfully pensive contemplative confused puzzled proud proudly confident
confidence shy shyly embarrassed ashamed calm serene peaceful peacefully content contented melancholy melancholic gloomy depressed
determined determination focused focus concentrated concentration concentrating attentive attentively curious curiously friendly welcoming
warm aggressive aggressively hostile menacing threatening playful playfully joyous energetic energetically dramatic elegant elegantly graceful
emotion emotions emotional expression expressions expressive mood feeling feelings feels frown frowning frowns sneer smirk smirking wink
winking joy delight delighted pleasure pain painful hurt suffering grief enjoy enjoys enjoying relieved relief stressed stress frustrated
frustration annoyed love loving tender tenderly impatient impatiently patient-looking engaged interested disinterested
"""
_SCENE = """
background foreground scene scenery setting indoor indoors outdoor outdoors outside park garden forest tree trees woods field meadow
mountain mountains hill hills river lake sea ocean beach shore street road sidewalk city town village building buildings house room kitchen bedroom
bathroom living office studio gym stadium court pitch track stage theater theatre school classroom church temple museum shop store market
restaurant cafe bar station airport train bus car cars truck vehicle bike bicycle motorcycle boat ship plane wall walls door window windows
table tables desk chair chairs bench sofa couch bed pillow blanket shelf lamp light lights lighting sunlight sun sunny sunset sunrise
moon night day daytime evening morning afternoon weather rain rainy raining snow snowy snowing wind windy cloud clouds cloudy fog foggy storm
summer winter spring autumn shadow shadows reflection mirror fence gate bridge-side railing rail handrail stairs stair staircase steps ladder rope
pole net goal hoop flag sign poster painting statue sculpture plant plants flower flowers bush leaf leaves rock rocks stone stones dirt mud
tile tiles wooden concrete brick metal glass plastic paper curtain carpeted backdrop plain blurred blurry sharp-focus camera-angle shot
composition view lit illuminated neutral-colored
"""
_OBJECTS = """
object objects item items thing ball balls basketball football soccer baseball volleyball tennis golf racket racquet bat stick club sword knife gun
rifle pistol bow arrow arrows spear shield hammer axe saw tool tools broom mop bucket shovel rake brush paintbrush pen pencil pens book books
notebook newspaper magazine letter phone phones smartphone cellphone mobile telephone tablet laptop computer keyboard mouse monitor screen
television remote microphone mic cable guitar violin piano drum drums flute trumpet saxophone instrument cup cups mug bottle can
plate bowl fork spoon chopsticks food meal bread apple banana fruit sandwich pizza cake ice coffee tea water wine beer drink-can cigarette cigar pipe umbrella
cane crutch crutches walker wheelchair stroller cart suitcase luggage briefcase box boxes package parcel crate basket tray towel cloth
rag balloon balloons kite toy toys doll teddy dumbbell dumbbells barbell weights kettlebell skateboard surfboard snowboard skis ski
poles helmet saddle horse dog dogs cat cats bird birds animal animals pet puppy baby-carriage candle torch flashlight lantern trophy medal ribbon
bouquet gift present key keys wallet coin coins money card cards camera-bag tripod binoculars telescope handle grip lever wheel steering
"""
_FACE = """
eyebrow eyebrows eyelash eyelashes lashes eyelid eyelids teeth tongue cheekbones
"""
_TALK = """
photo photograph picture image frame shot snapshot selfie portrait illustration drawing video screenshot caption depicts depicting depicted
features featuring featured captured captures capturing scene's seen-from overall-impression impression atmosphere vibe style artistic
professional amateur high-quality resolution sense
"""
COMPOUNDS = """
walking stick, walking cane, running shoes, running track, sitting room, standing lamp, standing desk, sleeping bag, rocking chair, swimming pool,
hiking boots, walking shoes, walking boots, climbing wall, boxing gloves, boxing ring, dancing shoes, jumping rope, skipping rope, jump rope,
rolling pin, diving board, diving suit, fishing rod, fishing line, riding boots, turning point, folding chair, folding table, swing set, push cart,
someone else, somebody else, another person, other person, another man, another woman, other man, other woman, other people, another child,
arm of the chair, back of the chair, chair back, legs of the chair, leg of the table, foot of the bed, head of the table, left side of the room,
right side of the room, left side of the table, right side of the table, left of the table, right of the table, front yard, back yard, front door,
back door, back garden, living room, dining table, knee pads, elbow pads, shin guards, shoulder bag, shoulder strap, hand rail, face mask, head gear,
shoulder length, knee length, ankle length, waist length, knee high socks, ankle boots, high heels, flip flops, tank top, crop top, top hat,
hip hop, leg warmers, leaning tower, standing ovation, arm band, playing field, right now, all right, right away, left over,
trouser leg, pant leg, pants leg, trouser legs, pant legs, knee pad, knee pads, knee brace, elbow pad, elbow pads, shin guard, shin guards, head band,
hair band, wrist watch, wrist band, arm band, arm rest, foot rest, head rest, shoulder strap, shoulder bag, leg warmers, hand rail, foot stool,
pull cart, reaching distance, bow tie, standing order, standing joke, sitting duck, sitting ducks, heads up, open toed, open toe, running water,
climbing roses, climbing plant, carrying capacity, turn of phrase, head start, chin up bar,
open jacket, open coat, open shirt, unbuttoned jacket, hold hands with, holding hands with, holds hands with, held hands with,
table leg, table legs, chair leg, chair legs, chair arm, chair arms, sofa arm, sofa arms, bed leg, bed legs, stool leg, stool legs, piano leg,
piano legs, bench leg, bench legs, desk leg, desk legs,
other way round, other way around, wrong way round, wrong way around, way round, way around, palm tree, palm trees, palm leaf, palm leaves,
minute hand, hour hand, minute hands, hour hands, clock hand, clock hands, knee high boot,
knee high boots, right hand man, left hand drive, right hand drive,
parallel bars, parallel bar, uneven bars, a meeting, the meeting, meetings, stands out against,
stand out against, stands out from, standing water, lying down rules, a bow tie, walking shoes, crossing point, turning circle, lean meat,
stretch goals, stretch limousine, bent over backwards to, running gear, walking path, walking trail, pointing device, punching bag, step ladder,
jumping jack toy
"""
"""What is named after a posture or an action and has nothing of it."""
NOUNS: frozenset[str] = frozenset(word for table in (_CLOTHES, _SCENE, _OBJECTS, _FACE) for word in table.split() if word.isalpha())
"""Those of them that name things."""
THINGS: frozenset[str] = frozenset(
    word for table in (_CLOTHES, _COLOURS, _LOOKS, _FACE, _MOOD, _SCENE, _OBJECTS, _TALK) for word in table.split() if word.isalpha()
)
"""Lower-case words; only those that no other table of the lexicon claims are read so."""
