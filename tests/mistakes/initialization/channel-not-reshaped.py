# expected: 84.857
# mistake: channels in the wrong axis
# %% channel-solution
def subtract_channel_means(images, training_images):
    return images - training_images.mean(axis=(0, 2, 3))
