# expected: 85
# mistake: the mean itself
# %% mean-image-solution
def subtract_mean_image(images, training_images):
    return training_images.mean(axis=0)
