# expected: 84.857
# mistake: measured on the wrong data
# %% channel-solution
def subtract_channel_means(images, training_images):
    return images - images.mean(axis=(0, 2, 3), keepdims=True)
