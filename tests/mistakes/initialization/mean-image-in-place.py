# expected: 89.167
# mistake: changed in place
# %% mean-image-solution
def subtract_mean_image(images, training_images):
    images -= training_images.mean(axis=0)
    return images
