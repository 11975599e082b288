# expected: 84.857
# mistake: mean of each image
# %% channel-solution
def subtract_channel_means(images, training_images):
    return images - images.mean(axis=(2, 3), keepdims=True)
