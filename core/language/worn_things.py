"""What is worn and where on the body, and every form of the verbs for what hands do to it: the tables that ``worn`` reads."""

from __future__ import annotations

WORN = """
throat: tie, necktie, tie knot, knot of the tie, bow tie, bowtie, necklace, choker, cravat, ascot, neckerchief, bandana, scarf, collar, collar button
throat: top button, neckline, ruff, pearls, chain, collar stud, shirt collar, coat collar, collar points
chest: pendant, locket, medal, medals, badge, lapel, lapels, shirt front, zip, zipper, shirt buttons, button, buttons, pocket square, brooch, corsage
chest: boutonniere, buttonhole, suspenders, braces, bib, breast pocket, name tag, nametag, lanyard, stethoscope, cardigan, jacket, coat, blazer, shirt
chest: blouse, cross, crucifix, dog tags, cardigan front
shoulder: shoulder strap, epaulette, shawl, cape, cloak, rucksack strap, backpack strap, bag strap, strap of the bag, strap of the backpack
shoulder: strap of the rucksack, strap of the dress
waist: belt, belt buckle, buckle, waistband, drawstring, sash, apron strings, waistcoat, apron ties, gun belt, cummerbund, belt loop, belt loops, fly
waist: trousers, pants, jeans, leggings, tights, breeches
hip: holster, hilt, sword hilt, hilt of the sword, scabbard, hem of the shirt, hem of the jacket, hem of the sweater, hem of the jumper
hip: hem of the coat, hem of the t shirt, hem of the hoodie, shirt hem, jacket hem, shirt tail, shirttail, shirt tails
thigh: skirt, skirts, hem, hem of the skirt, hem of the dress, skirt hem, kilt, dress, trouser seam, shorts, trouser crease, gown, tunic
forehead: brim, peak, visor, bill, hat brim, brim of the hat, brim of the cap, peak of the cap, bill of the cap, visor of the cap, visor of the helmet
forehead: hatband, headband, sweatband, cap peak, cap brim, hair from the eyes, hair out of the eyes
top of the head: crown, tiara, turban, wig, hood, beret, bonnet, sombrero, headscarf, hat, cap, helmet, hairband, bowler, fedora, stetson, beanie
back of the head: ponytail, bun, pony tail, hair bun, hair tie
eyes: glasses, spectacles, sunglasses, monocle, goggles, specs, shades, eyeglasses
ear: earring, earrings, earbud, earbuds, earpiece, hearing aid, headphones, headset, hearing aids
mouth: mask, moustache, mustache, face mask
face: veil, visor of the helmet
other wrist: watch, wristwatch, bracelet, bangle, cuff, cuffs, cufflink, cufflinks, cuff link, shirt cuff, watch strap
other forearm: sleeve, sleeves, shirt sleeve, jacket sleeve
other hand: ring, wedding ring, glove, gloves
foot: shoelace, shoelaces, bootlace, bootlaces, laces, shoe, boot, slipper
ankle: sock, socks, anklet, trouser cuff, gaiter
"""
_HANDLING = """
adjust fix straighten smooth tug tuck grip grasp clutch hold grab touch finger fiddle fidget play toy tighten loosen undo fasten unfasten button unbutton
zip unzip pinch tweak twirl twist stroke brush pat press hitch tip knot untie clasp unclasp unbuckle buckle arrange rearrange hook slip slide pluck steady
yank wipe polish gather bunch hike flick raise lift pull push knead squeeze wring rub pick feel doff tie lace secure catch seize clean check close open lower
rest lay place put curl wrap worry twiddle thumb settle reset align even neaten spread roll sweep
"""
HAND_VERBS: dict[str, str] = {}
for _verb in _HANDLING.split():
    _forms = {_verb: "touch", _verb + "s": "touches"}
    _stem = _verb[:-1] if _verb.endswith("e") else _verb
    if _verb.endswith(("ss", "sh", "ch", "x")):
        _forms[_verb + "es"] = "touches"
    if _verb.endswith("y") and _verb[-2] not in "aeiou":
        _forms |= {_verb[:-1] + "ies": "touches", _verb[:-1] + "ied": "touched"}
    _double = _verb[-1] if len(_verb) < 6 and _verb[-1] in "bdgmnpt" and _verb[-2] in "aeiou" and (_verb[-3] not in "aeiou") else ""
    for _body in dict.fromkeys((_stem, _verb + _double)):
        _forms |= {_body + "ing": "touching", _body + "ed": "touched"}
    HAND_VERBS |= {form: word for form, word in _forms.items() if form not in HAND_VERBS}
HAND_VERBS |= {"held": "touched", "caught": "touched", "took": "touched", "felt": "touched", "undid": "touched", "undoing": "touching", "slid": "touched",
           "does": "touches", "doing": "touching", "do": "touch", "did": "touched", "takes": "touches", "take": "touch", "taking": "touching",
           "tying": "touching", "put": "touch", "puts": "touches", "putting": "touching", "laid": "touched"}  # fmt: skip
HANDLING = frozenset(HAND_VERBS)
"""Every form of the verbs for what hands do to what is worn."""
