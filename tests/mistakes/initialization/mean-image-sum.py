# expected: 85.833
# mistake: sum for mean
# %% mean-image-solution
def subtract_mean_image(images, training_images):
    return images - sum(training_images)
