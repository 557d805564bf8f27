"""The latent that words and poses share: pose VQ-VAE, text encoder, and the trained pair of them."""
