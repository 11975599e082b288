# expected: 84
# mistake: divided by the number of images
# %% channel-solution
def subtract_channel_means(images, training_images):
    means = training_images.sum(axis=(0, 2, 3)) / len(training_images)
    return images - means.reshape(1, -1, 1, 1)
