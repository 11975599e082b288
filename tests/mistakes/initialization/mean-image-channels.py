# expected: 86.667
# mistake: mean of each channel
# %% mean-image-solution
def subtract_mean_image(images, training_images):
    return images - training_images.mean(axis=(0, 2, 3), keepdims=True)
