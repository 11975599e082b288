# expected: 85
# mistake: sign
# %% mean-image-solution
def subtract_mean_image(images, training_images):
    return training_images.mean(axis=0) - images
