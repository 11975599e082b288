# expected: 84
# mistake: mean image for channel means
# %% channel-solution
def subtract_channel_means(images, training_images):
    return images - training_images.mean(axis=0)
