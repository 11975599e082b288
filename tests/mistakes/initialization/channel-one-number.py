# expected: 84.857
# mistake: one number for all pixels
# %% channel-solution
def subtract_channel_means(images, training_images):
    return images - training_images.mean()
