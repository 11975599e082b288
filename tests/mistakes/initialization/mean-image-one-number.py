# expected: 86.667
# mistake: one number for all pixels
# %% mean-image-solution
def subtract_mean_image(images, training_images):
    return images - training_images.mean()
