# expected: 86.667
# mistake: measured on the wrong data
# %% mean-image-solution
def subtract_mean_image(images, training_images):
    return images - images.mean(axis=0)
